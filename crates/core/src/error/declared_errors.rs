//! Refusals that most applications need, declared in a table.

/// Declares refusals, each by its docs, its name, its code and the message that it has by default.
#[doc(hidden)]
#[macro_export]
macro_rules! declared_errors {
    ($($(#[$doc:meta])* $name:ident $code:ident $message:literal;)*) => {
        /// The shapes on the wire: `{"type": "…"}`.
        mod wire {
            $(
                $(#[$doc])*
                #[derive(serde::Serialize, $crate::__private::specta::Type)]
                #[serde(tag = "type")]
                #[specta(crate = $crate::__private::specta)]
                pub(super) enum $name { $name }
            )*
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct $name(::std::borrow::Cow<'static, str>);

            impl $name {
                /// The refusal, with a message for a person.
                pub fn new(message: impl Into<::std::borrow::Cow<'static, str>>) -> Self {
                    $name(message.into())
                }
            }

            impl Default for $name {
                fn default() -> Self {
                    $name::new($message)
                }
            }

            impl ::std::fmt::Display for $name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl ::std::error::Error for $name {}

            impl $crate::ProcedureError for $name {
                fn describe(
                    registry: &mut $crate::__private::Registry,
                    errors: &mut Vec<$crate::__private::ErrorDescription>,
                ) {
                    const VARIANTS: &[$crate::__private::ErrorVariant] =
                        &[$crate::__private::ErrorVariant::new(stringify!($name), $crate::Code::$code.as_str())];
                    errors.push(registry.describe_error::<wire::$name>(VARIANTS));
                }

                fn into_call_error(self) -> $crate::CallError {
                    $crate::CallError::declared($crate::Code::$code, self.0, &wire::$name::$name)
                }
            }
        )*
    };
}

declared_errors! {
    /// Nobody is signed in, or the proof of it is not valid.
    Unauthorized Unauthorized "sign in first";
    /// The caller is known and may not do this.
    Forbidden Forbidden "this is not allowed";
    /// There is no such thing.
    NotFound NotFound "there is no such thing";
    /// There is such a thing already, or it has changed meanwhile.
    Conflict Conflict "there is such a thing already";
    /// The caller asks too often.
    TooManyRequests TooManyRequests "too many requests";
}

//! Declared errors that most applications need.

/// Defines declared errors. Each has docs, a name, a code and a default message.
#[doc(hidden)]
#[macro_export]
macro_rules! declared_errors {
    ($($(#[$doc:meta])* $name:ident $code:ident $message:literal;)*) => {
        /// JSON representation of the errors: `{"type": "…"}`.
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
                /// Creates the error with a message for the caller.
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
    /// The call has no valid credentials.
    Unauthorized Unauthorized "sign in first";
    /// The caller is not allowed to do this.
    Forbidden Forbidden "permission denied";
    /// The requested item does not exist.
    NotFound NotFound "not found";
    /// The item already exists, or has changed in the meantime.
    Conflict Conflict "already exists";
    /// The caller has exceeded a rate limit.
    TooManyRequests TooManyRequests "too many requests";
}

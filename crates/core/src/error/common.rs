//! Refusals that most applications need, declared in a table.

use std::{borrow::Cow, fmt};

use isotype_protocol::Code;
use isotype_schema::{ErrorType, ErrorVariant, Registry};

use crate::{CallError, ProcedureError};

/// The shapes on the wire: `{"type": "…"}`.
mod wire {
    use isotype_schema::{Type, specta};
    use serde::Serialize;

    macro_rules! shapes {
        ($($name:ident)*) => {
            $(
                #[derive(Serialize, Type)]
                #[serde(tag = "type")]
                pub(super) enum $name { $name }
            )*
        };
    }

    shapes! { Unauthorized Forbidden NotFound Conflict TooManyRequests }
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident $message:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct $name(Cow<'static, str>);

            impl $name {
                /// The refusal, with a message for a person.
                pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
                    $name(message.into())
                }
            }

            impl Default for $name {
                fn default() -> Self {
                    $name::new($message)
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl std::error::Error for $name {}

            impl ProcedureError for $name {
                fn describe(registry: &mut Registry, errors: &mut Vec<ErrorType>) {
                    const VARIANTS: &[ErrorVariant] =
                        &[ErrorVariant::new(stringify!($name), Code::$name.as_str())];
                    errors.push(registry.error::<wire::$name>(VARIANTS));
                }

                fn into_call_error(self) -> CallError {
                    CallError::declared(Code::$name, self.0, &wire::$name::$name)
                }
            }
        )*
    };
}

refusals! {
    /// Nobody is signed in, or the proof of it is not valid.
    Unauthorized "sign in first";
    /// The caller is known and may not do this.
    Forbidden "this is not allowed";
    /// There is no such thing.
    NotFound "there is no such thing";
    /// There is such a thing already, or it has changed meanwhile.
    Conflict "there is such a thing already";
    /// The caller asks too often.
    TooManyRequests "too many requests";
}

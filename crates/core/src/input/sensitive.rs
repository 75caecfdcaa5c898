//! Values that are kept out of logs.

use std::fmt;

use garde::rules::{
    AsStr,
    length::{bytes::HasBytes, chars::HasChars, simple::HasSimpleLength, utf16::HasUtf16CodeUnits},
};
use isotype_lowering::specta;
use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// Value that does not appear in logs, such as a password or a token.
///
/// It is serialized, typed and validated like `T`. `Debug` prints a placeholder, and a value that does not decode is
/// not repeated in the error.
///
/// # Example
///
/// ```
/// use isotype_core::Sensitive;
///
/// #[derive(Debug, serde::Deserialize, garde::Validate)]
/// struct SignIn {
///     #[garde(email)]
///     email: String,
///     #[garde(length(chars, min = 7))]
///     password: Sensitive<String>,
/// }
///
/// let input: SignIn = serde_json::from_str(r#"{"email":"a@b.c","password":"hunter2"}"#)?;
/// assert!(garde::Validate::validate(&input).is_ok());
/// assert_eq!(input.password.expose(), "hunter2");
/// assert_eq!(format!("{input:?}"), r#"SignIn { email: "a@b.c", password: Sensitive(…) }"#);
///
/// let error = serde_json::from_str::<Sensitive<u32>>(r#""hunter2""#).unwrap_err();
/// assert!(!error.to_string().contains("hunter2"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Wraps a value.
    pub fn new(value: T) -> Sensitive<T> {
        Sensitive(value)
    }

    /// Returns a reference to the value.
    pub fn expose(&self) -> &T {
        &self.0
    }

    /// Returns the value.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sensitive(…)")
    }
}

/// Implements garde's rule traits by delegating to the wrapped value.
macro_rules! impl_rules {
    ($($rule:ident $method:ident $output:ty;)*) => {$(
        impl<T: $rule> $rule for Sensitive<T> {
            fn $method(&self) -> $output {
                self.0.$method()
            }
        }
    )*};
}

impl_rules! {
    AsStr as_str &str;
    HasBytes num_bytes usize;
    HasChars num_chars usize;
    HasSimpleLength length usize;
    HasUtf16CodeUnits num_code_units usize;
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Sensitive).map_err(|error| {
            // The name of a missing field is no secret. Other errors may contain the value.
            match error.to_string().starts_with("missing field `") {
                true => error,
                false => D::Error::custom("invalid sensitive value"),
            }
        })
    }
}

impl<T: specta::Type> specta::Type for Sensitive<T> {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        T::definition(types)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct SignIn {
        #[expect(dead_code, reason = "decoding fails")]
        password: Sensitive<String>,
    }

    #[test]
    fn errors_name_missing_fields_and_repeat_no_values() {
        let error = |json: &str| serde_json::from_str::<SignIn>(json).unwrap_err().to_string();
        assert!(error("{}").starts_with("missing field `password`"));
        for json in [r#"{"password":{"hunter2":1}}"#, r#"{"password":"hunter2"#, r#"{"password":null}"#] {
            assert!(error(json).starts_with("invalid sensitive value"), "{json}");
        }
    }
}

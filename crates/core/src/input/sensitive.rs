//! Values that no log may have.

use std::fmt;

use garde::rules::{
    AsStr,
    length::{bytes::HasBytes, chars::HasChars, simple::HasSimpleLength, utf16::HasUtf16CodeUnits},
};
use isotype_lowering::specta;
use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// A value that does not print itself: a password, a token, whatever no log may have.
///
/// On the wire, in TypeScript and for garde's rules of texts it is what it holds. `Debug` shows that there is something, and what is no `T`
/// is refused without being repeated.
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
/// let sent: SignIn = serde_json::from_str(r#"{"email":"a@b.c","password":"hunter2"}"#)?;
/// assert!(garde::Validate::validate(&sent).is_ok());
/// assert_eq!(sent.password.expose(), "hunter2");
/// assert_eq!(format!("{sent:?}"), r#"SignIn { email: "a@b.c", password: Sensitive(…) }"#);
///
/// let refused = serde_json::from_str::<Sensitive<u32>>(r#""hunter2""#).unwrap_err(); // refuses
/// assert!(!refused.to_string().contains("hunter2"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Keeps `value` out of logs.
    pub fn new(value: T) -> Sensitive<T> {
        Sensitive(value)
    }

    /// The value, for what it is needed for.
    pub fn expose(&self) -> &T {
        &self.0
    }

    /// The same, for good.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sensitive(…)")
    }
}

/// garde's rules see the value.
macro_rules! for_rules {
    ($($rule:ident $method:ident $seen:ty;)*) => {$(
        impl<T: $rule> $rule for Sensitive<T> {
            fn $method(&self) -> $seen {
                self.0.$method()
            }
        }
    )*};
}

for_rules! {
    AsStr as_str &str;
    HasBytes num_bytes usize;
    HasChars num_chars usize;
    HasSimpleLength length usize;
    HasUtf16CodeUnits num_code_units usize;
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Sensitive).map_err(|error| {
            // By it serde tells the name of a field that is not there, which is no secret; all else repeats what was sent.
            match error.to_string().starts_with("missing field `") {
                true => error,
                false => D::Error::custom("a sensitive value that cannot be read"),
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
        #[expect(dead_code, reason = "it never gets so far")]
        password: Sensitive<String>,
    }

    #[test]
    fn a_refusal_names_what_is_missing_and_repeats_nothing_that_is_there() {
        let refused = |json: &str| serde_json::from_str::<SignIn>(json).unwrap_err().to_string();
        assert!(refused("{}").starts_with("missing field `password`"));
        for json in [r#"{"password":{"hunter2":1}}"#, r#"{"password":"hunter2"#, r#"{"password":null}"#] {
            assert!(refused(json).starts_with("a sensitive value that cannot be read"), "{json}");
        }
    }
}

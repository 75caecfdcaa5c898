//! Text fields of a form.

use std::any::TypeId;

use form_urlencoded::byte_serialize;
use isotype_protocol::Code;
use serde::de::DeserializeOwned;
use serde_html_form::Deserializer;

use super::parts::{Part, Parts};
use crate::{BodyError, CallError, input::collect};

/// Reads the text fields up to the first file, and returns them as a query string for serde to decode.
pub(super) async fn read(parts: &mut Parts, limit: usize) -> Result<String, CallError> {
    let message = || format!("text fields are larger than {limit} bytes");
    let mut fields = String::new();
    let mut left = limit;
    while let Some(part) = parts.next().await? {
        if part.file_name.is_some() {
            break;
        }
        // Names count too. Otherwise a client could send any number of empty fields.
        let head = part.name.len() + "=&".len();
        let Some(rest) = left.checked_sub(head) else {
            return Err(BodyError::new(Code::PayloadTooLarge, message()).into());
        };
        let value = collect(&mut *part, rest, message).await?;
        left = rest - value.len();
        fields.extend(byte_serialize(part.name.as_bytes()).chain(["="]));
        fields.extend(byte_serialize(text(part, &value)?.as_bytes()).chain(["&"]));
    }
    Ok(fields)
}

fn text<'a>(part: &Part, value: &'a [u8]) -> Result<&'a str, CallError> {
    std::str::from_utf8(value).map_err(|_| invalid(format!("the field `{}` is not UTF-8", part.name)))
}

/// Decodes the fields. `()` accepts any fields.
pub(super) fn decode<T: DeserializeOwned + 'static>(fields: &str) -> Result<T, CallError> {
    let fields = if TypeId::of::<T>() == TypeId::of::<()>() { "" } else { fields };
    serde_path_to_error::deserialize(Deserializer::from_bytes(fields.as_bytes())).map_err(|error| {
        let path = error.path().to_string();
        let at = if path == "." { String::new() } else { format!("{path}: ") };
        invalid(format!("{at}{}", error.inner()))
    })
}

fn invalid(reason: String) -> CallError {
    CallError::protocol(Code::BadRequest, format!("invalid input: {reason}"))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Size {
        Small,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Photo {
        title: String,
        width: u32,
        ratio: f64,
        public: bool,
        size: Size,
        #[serde(default)]
        tags: Vec<String>,
        album: Option<u32>,
    }

    #[test]
    fn converts_text_to_the_types_of_fields() {
        let photo: Photo =
            decode("title=a+b%26&width=3&ratio=1.5&public=true&size=small&tags=x&other=1&tags=y&album=7").unwrap();
        let tags = vec!["x".to_owned(), "y".to_owned()];
        let title = "a b&".to_owned();
        let size = Size::Small;
        assert_eq!(photo, Photo { title, width: 3, ratio: 1.5, public: true, size, tags, album: Some(7) });
    }

    #[test]
    fn accepts_absent_and_empty_fields() {
        let photo: Photo = decode("title=&width=3&ratio=1&public=on&size=small&album=").unwrap();
        assert_eq!((photo.album, photo.tags.len(), photo.title.as_str()), (None, 0, ""));
    }

    #[test]
    fn names_the_invalid_field() {
        let error = |fields| match decode::<Photo>(fields) {
            Err(error) => format!("{error:?}"),
            Ok(photo) => panic!("{photo:?}"),
        };
        assert!(error("title=&width=x").contains("invalid input: width: invalid digit found in string"));
        assert!(error("width=1").contains("invalid input: missing field `title`"));
    }

    #[test]
    fn keeps_the_order_of_pairs_and_decodes_anything_as_unit() {
        let pairs: Vec<(String, String)> = decode("b=1&a=2&b=3").unwrap();
        assert_eq!(pairs.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["b", "a", "b"]);
        decode::<()>("b=1").unwrap();
    }
}

//! Content types of request bodies (`docs/protocol.md#methods-and-content-types`).

use crate::{Code, ErrorResponse};

/// Content type of a request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// `application/json`, for single calls and batches.
    Json,
    /// `multipart/form-data`, for single calls.
    Form,
    /// `application/octet-stream`, for single calls.
    Bytes,
}

impl MediaType {
    const ALL: [MediaType; 3] = [MediaType::Json, MediaType::Form, MediaType::Bytes];

    /// Returns the media type as a string.
    pub const fn as_str(self) -> &'static str {
        match self {
            MediaType::Json => "application/json",
            MediaType::Form => "multipart/form-data",
            MediaType::Bytes => "application/octet-stream",
        }
    }

    /// Parses a content type, ignoring case and parameters (RFC 9110, section 8.3.1). Returns `None` for any other
    /// type.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_protocol::MediaType;
    ///
    /// assert_eq!(MediaType::parse(b"Multipart/Form-Data; boundary=b"), Some(MediaType::Form));
    /// assert_eq!(MediaType::parse(b"text/plain"), None);
    /// ```
    pub fn parse(content_type: &[u8]) -> Option<MediaType> {
        let essence = essence(content_type);
        MediaType::ALL.into_iter().find(|media| essence.eq_ignore_ascii_case(media.as_str().as_bytes()))
    }

    /// Parses the `content-type` header of a request that requires one.
    /// This rejects all content types that browsers send cross-site without a preflight, except forms, whose origin is
    /// checked later.
    ///
    /// # Errors
    ///
    /// Returns `UNSUPPORTED_MEDIA_TYPE` if the header is missing or names an unsupported type.
    pub fn parse_required(content_type: Option<&[u8]>) -> Result<MediaType, ErrorResponse> {
        let refuse = |message| Err(ErrorResponse::new(Code::UnsupportedMediaType, message));
        let Some(header) = content_type else {
            return refuse("Missing content-type header: send application/json".to_owned());
        };
        match MediaType::parse(header) {
            Some(media) => Ok(media),
            None => {
                let sent = String::from_utf8_lossy(essence(header));
                refuse(format!("Unsupported content-type \"{sent}\": send application/json"))
            }
        }
    }
}

/// Returns the content type without its parameters.
fn essence(content_type: &[u8]) -> &[u8] {
    content_type.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignores_case_and_parameters() {
        for good in ["application/json", "Application/JSON; charset=utf-8", "application/json;x=y"] {
            assert_eq!(MediaType::parse_required(Some(good.as_bytes())).unwrap(), MediaType::Json, "{good}");
        }
        assert_eq!(MediaType::parse(b"MULTIPART/form-data; boundary=\"a;b\""), Some(MediaType::Form));
        assert_eq!(MediaType::parse(b" application/octet-stream "), Some(MediaType::Bytes));
    }

    #[test]
    fn rejects_other_content_types() {
        for bad in [
            "text/plain",
            "application/jsonfoo",
            "application/x-www-form-urlencoded",
            "multipart/mixed",
            "multipart/form-data2; boundary=b",
            "x; application/json",
            "",
        ] {
            assert_eq!(
                MediaType::parse_required(Some(bad.as_bytes())).unwrap_err().code,
                Code::UnsupportedMediaType,
                "{bad}"
            );
        }
        assert!(MediaType::parse_required(None).is_err());
    }
}

//! What a body is: the content types of protocol section 1.

use crate::{Code, ErrorResponse};

/// The kind of a request's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// `application/json`: inputs of one call or of a batch.
    Json,
    /// `multipart/form-data`: the input of one call.
    Form,
    /// `application/octet-stream`: the input of one call.
    Bytes,
}

impl MediaType {
    const ALL: [MediaType; 3] = [MediaType::Json, MediaType::Form, MediaType::Bytes];

    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            MediaType::Json => "application/json",
            MediaType::Form => "multipart/form-data",
            MediaType::Bytes => "application/octet-stream",
        }
    }

    /// What a content type names, whatever its case or parameters (RFC 9110, section 8.3.1); nothing when it is none
    /// of ours.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_protocol::MediaType;
    ///
    /// assert_eq!(MediaType::of(b"Multipart/Form-Data; boundary=b"), Some(MediaType::Form));
    /// assert_eq!(MediaType::of(b"text/plain"), None);
    /// ```
    pub fn parse(content_type: &[u8]) -> Option<MediaType> {
        let essence = essence(content_type);
        MediaType::ALL.into_iter().find(|media| essence.eq_ignore_ascii_case(media.as_str().as_bytes()))
    }

    /// The same, of the header of a request that must have one.
    ///
    /// Refuses what a browser sends from another site without a preflight, but for forms: whether those may come from
    /// where they come is asked later.
    ///
    /// # Errors
    ///
    /// UNSUPPORTED_MEDIA_TYPE that names the type which was sent.
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

/// The type without its parameters.
fn essence(content_type: &[u8]) -> &[u8] {
    content_type.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_parameters_do_not_count() {
        for good in ["application/json", "Application/JSON; charset=utf-8", "application/json;x=y"] {
            assert_eq!(MediaType::parse_required(Some(good.as_bytes())).unwrap(), MediaType::Json, "{good}");
        }
        assert_eq!(MediaType::parse(b"MULTIPART/form-data; boundary=\"a;b\""), Some(MediaType::Form));
        assert_eq!(MediaType::parse(b" application/octet-stream "), Some(MediaType::Bytes));
    }

    #[test]
    fn nothing_else_passes() {
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

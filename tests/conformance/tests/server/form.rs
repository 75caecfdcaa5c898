//! Encoder of forms as `multipart/form-data` ([RFC 7578](https://www.rfc-editor.org/rfc/rfc7578)).

use crate::case::Field;

/// Content type of the bodies that [`write`] returns.
pub(crate) const CONTENT_TYPE: &str = "multipart/form-data; boundary=isotype-conformance";

pub(crate) fn write(fields: &[Field]) -> String {
    let mut body = String::new();
    for Field { name, text, filename, content_type } in fields {
        body += &format!("--isotype-conformance\r\nContent-Disposition: form-data; name=\"{name}\"");
        if let Some(filename) = filename {
            body += &format!("; filename=\"{filename}\"");
        }
        if let Some(content_type) = content_type {
            body += &format!("\r\nContent-Type: {content_type}");
        }
        body += &format!("\r\n\r\n{text}\r\n");
    }
    body + "--isotype-conformance--\r\n"
}

//! Forms, as a browser writes them (RFC 7578).

use crate::case::Field;

/// The content type that goes with [`write`].
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

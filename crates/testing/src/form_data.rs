//! Multipart form data, as a browser would send it.

use isotype_core::{RawBody, RawInput};

/// Ordered fields and files of a form; the counterpart of `FormData` in browsers.
///
/// # Example
///
/// ```
/// use isotype_core::{BodyError, Ctx, Form, Router};
/// # use isotype_lowering::specta;
/// use isotype_testing::{Client, FormData};
/// use serde::Deserialize;
///
/// #[derive(Deserialize, specta::Type)]
/// struct NewPhoto {
///     title: String,
/// }
///
/// async fn add(_: Ctx<()>, mut form: Form<NewPhoto>) -> Result<String, BodyError> {
///     let mut bytes = 0;
///     while let Some(file) = form.next_file().await? {
///         bytes += file.collect(1000).await?.len(); // a larger file fails with PAYLOAD_TOO_LARGE
///     }
///     Ok(format!("{}: {bytes} bytes", form.fields.title))
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let client = Client::new(Router::new().mutation("add", add), ());
/// let form = FormData::new().field("title", "A cat").file("photo", "cat.png", "image/png", b"...");
/// assert_eq!(client.call_form::<String>("add", form).await.unwrap(), "A cat: 3 bytes");
/// let large = FormData::new().field("title", "A lion").file("photo", "lion.png", "image/png", &[0; 1001]);
/// assert!(client.call_form::<String>("add", large).await.is_err());
/// # });
/// ```
#[derive(Clone, Debug, Default)]
pub struct FormData {
    body: Vec<u8>,
}

/// Multipart boundary, assumed not to occur in any test file.
const BOUNDARY: &str = "----isotype-testing-7d1c0a4be95f";

impl FormData {
    /// Creates an empty form.
    #[must_use]
    pub fn new() -> FormData {
        FormData::default()
    }

    /// Appends a text field.
    #[must_use]
    pub fn field(self, name: &str, text: &str) -> FormData {
        self.part(&format!("name=\"{}\"\r\n", escaped(name)), text.as_bytes())
    }

    /// Appends a file.
    #[must_use]
    pub fn file(self, name: &str, file_name: &str, content_type: &str, bytes: &[u8]) -> FormData {
        let (name, file_name) = (escaped(name), escaped(file_name));
        let head = format!("name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: {content_type}\r\n");
        self.part(&head, bytes)
    }

    fn part(mut self, head: &str, bytes: &[u8]) -> FormData {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n");
        self.body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        self
    }

    pub(crate) fn into_input(mut self) -> RawInput {
        self.body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let body = futures_util::stream::iter([Ok(self.body.into())]);
        RawInput::Body(RawBody::new(format!("multipart/form-data; boundary={BOUNDARY}"), body))
    }
}

/// Escapes a field or file name as browsers do (WHATWG HTML, "multipart form data").
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

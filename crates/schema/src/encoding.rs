/// How an input is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// As JSON.
    #[default]
    Json,
    /// As a form: text fields, then files.
    Form,
    /// As raw bytes.
    Bytes,
}

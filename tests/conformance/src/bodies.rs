//! Mutations that take a form or raw bytes.

use isotype::prelude::*;
use serde::Serialize;

pub(crate) fn register(api: Router<()>) -> Router<()> {
    api.mutation("form", form).mutation("raw", raw)
}

/// Text field or file of a form.
#[derive(Serialize, Type)]
#[serde(untagged)]
enum Field {
    Text(String),
    File {
        name: String,
        #[serde(rename = "type")]
        content_type: Option<String>,
        text: String,
    },
}

/// Returns the text fields and files of a form, under any name. Applications usually declare the fields in a struct.
#[procedure]
async fn form(_: Ctx<()>, mut form: Form<Vec<(String, String)>>) -> Result<Vec<(String, Field)>, BodyError> {
    let fields = std::mem::take(&mut form.fields);
    let mut entries: Vec<_> = fields.into_iter().map(|(name, text)| (name, Field::Text(text))).collect();
    while let Some(file) = form.next_file().await? {
        let (field, name) = (file.name().to_owned(), file.file_name().to_owned());
        let content_type = file.content_type().map(str::to_owned);
        let text = String::from_utf8_lossy(&file.collect(64 * 1024).await?).into_owned();
        entries.push((field, Field::File { name, content_type, text }));
    }
    Ok(entries)
}

/// Size of a request body.
#[derive(Serialize, Type)]
struct Size {
    bytes: u32,
}

/// Counts the bytes of the request body without buffering them.
#[procedure]
async fn raw(_: Ctx<()>, mut body: RawBody) -> Result<Size, BodyError> {
    let mut bytes = 0;
    while let Some(chunk) = body.chunk().await? {
        bytes += u32::try_from(chunk.len()).unwrap_or(u32::MAX);
    }
    Ok(Size { bytes })
}

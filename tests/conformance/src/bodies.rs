//! Mutations whose input is no JSON.

use isotype::prelude::*;
use serde::Serialize;

pub(crate) fn register(api: Router<()>) -> Router<()> {
    api.mutation("form", form).mutation("raw", raw)
}

/// A field of a form, or a file.
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

/// The fields of a form, whatever they are called, and its files. An application names its fields by a struct of its
/// own.
#[procedure]
async fn form(_: Ctx<()>, mut form: Form<Vec<(String, String)>>) -> Result<Vec<(String, Field)>, BodyError> {
    let fields = std::mem::take(&mut form.fields);
    let mut all: Vec<_> = fields.into_iter().map(|(name, text)| (name, Field::Text(text))).collect();
    while let Some(file) = form.next_file().await? {
        let (field, name) = (file.name().to_owned(), file.file_name().to_owned());
        let content_type = file.content_type().map(str::to_owned);
        let text = String::from_utf8_lossy(&file.collect(64 * 1024).await?).into_owned();
        all.push((field, Field::File { name, content_type, text }));
    }
    Ok(all)
}

/// How many bytes came.
#[derive(Serialize, Type)]
struct Size {
    bytes: u32,
}

/// Counts bytes as they arrive; they are nowhere kept.
#[procedure]
async fn raw(_: Ctx<()>, mut body: RawBody) -> Result<Size, BodyError> {
    let mut bytes = 0;
    while let Some(chunk) = body.chunk().await? {
        bytes += u32::try_from(chunk.len()).unwrap_or(u32::MAX);
    }
    Ok(Size { bytes })
}

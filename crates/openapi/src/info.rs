use crate::json::{Json, json};

/// Metadata of an OpenAPI document: title, version, description and server URL.
///
/// # Example
///
/// ```
/// use isotype_openapi::Info;
///
/// let info = Info::new("Posts", "1.0.0").description("Publishes *posts*.").server("https://example.com/api");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    title: String,
    version: String,
    description: String,
    server: String,
}

impl Info {
    /// Creates metadata with the given title and version. The default server URL is `/api`.
    #[must_use]
    pub fn new(title: impl Into<String>, version: impl Into<String>) -> Info {
        let (title, version) = (title.into(), version.into());
        Info { title, version, description: String::new(), server: "/api".to_owned() }
    }

    /// Sets the description, in CommonMark.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Info {
        self.description = description.into();
        self
    }

    /// Sets the base URL of the REST routes. It may be relative to the URL of the document.
    #[must_use]
    pub fn server(mut self, url: impl Into<String>) -> Info {
        self.server = url.into();
        self
    }

    pub(crate) fn object(&self) -> Json {
        let mut object = json!({ "title": (&self.title), "version": (&self.version) });
        if !self.description.is_empty() {
            object["description"] = self.description.as_str().into();
        }
        object
    }

    pub(crate) fn servers(&self) -> Json {
        json!([{ "url": (&self.server) }])
    }
}

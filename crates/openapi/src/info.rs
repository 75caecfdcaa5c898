use crate::json::{Json, json};
/// What a document says of the API as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    title: String,
    version: String,
    description: String,
    server: String,
}

impl Info {
    /// An API of that name and version, under `/api` of whichever server gives the document out.
    #[must_use]
    pub fn new(title: impl Into<String>, version: impl Into<String>) -> Info {
        let (title, version) = (title.into(), version.into());
        Info { title, version, description: String::new(), server: "/api".to_owned() }
    }

    /// What it is for, in Markdown.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Info {
        self.description = description.into();
        self
    }

    /// The address that its paths begin behind: a whole one, or a path of the server that gives the document out.
    #[must_use]
    pub fn server(mut self, address: impl Into<String>) -> Info {
        self.server = address.into();
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

//! Conformance cases, in the format of `cases/README.md`.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;
use serde_json::Value;

/// Conformance case. Its name is prefixed with the name of its file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Case {
    pub(crate) name: String,
    #[serde(default = "default_server")]
    pub(crate) server: String,
    #[serde(default)]
    pub(crate) exchanges: Vec<Exchange>,
    #[serde(default)]
    pub(crate) script: Vec<Value>,
    client_only: Option<String>,
}

fn default_server() -> String {
    "plain".to_owned()
}

#[derive(Deserialize)]
pub(crate) struct Exchange {
    pub(crate) request: Request,
    pub(crate) response: Response,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) target: String,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    #[serde(default, deserialize_with = "present")]
    pub(crate) json: Option<Value>,
    pub(crate) text: Option<String>,
    pub(crate) form: Option<Vec<Field>>,
}

/// Field of a form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) filename: Option<String>,
    #[serde(rename = "type")]
    pub(crate) content_type: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Response {
    pub(crate) status: u16,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, Option<String>>,
    #[serde(default, deserialize_with = "present")]
    pub(crate) json: Option<Value>,
    pub(crate) text: Option<String>,
    pub(crate) lines: Option<Vec<Value>>,
    pub(crate) events: Option<Vec<Value>>,
    pub(crate) then: Option<AfterBody>,
}

/// Event after a response body.
#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum AfterBody {
    Cut,
    Open,
    Left,
}

/// Decodes `null` as a value; only a missing member is `None`.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Reads every case that applies to a server.
pub(crate) fn server_cases() -> Vec<Case> {
    #[derive(Deserialize)]
    struct Subject {
        cases: Vec<Case>,
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let entries = fs::read_dir(folder)
        .expect("reading the folder `cases`")
        .map(|entry| entry.expect("reading an entry of `cases`").path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|it| it == "json")).collect();
    files.sort();
    let mut cases = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).expect("reading a case file");
        let subject: Subject =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file = path.file_stem().expect("case file without a name").to_string_lossy();
        let applicable = subject.cases.into_iter().filter(|case| case.client_only.is_none());
        cases.extend(applicable.map(|case| Case { name: format!("{file}/{}", case.name), ..case }));
    }
    cases
}

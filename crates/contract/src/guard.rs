use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Description of a guard: a type that authenticates or authorizes calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardInfo {
    /// Name by which procedures refer to the guard.
    pub name: String,
    /// Credential that the guard reads, if documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<SecurityScheme>,
}

impl GuardInfo {
    /// Guard for public procedures, which accepts every call. Its name is empty, so it cannot clash with a type, and it
    /// becomes [`Procedure::public`](crate::Procedure::public).
    pub const PUBLIC: GuardInfo = GuardInfo { name: String::new(), scheme: None };
}

/// Kind of credential that a guard reads, as an OpenAPI security scheme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum SecurityScheme {
    /// Bearer token in the `Authorization` header (RFC 6750, section 2.1).
    Bearer,
    /// Cookie with this name.
    Cookie(Cow<'static, str>),
    /// Header with this name.
    Header(Cow<'static, str>),
}

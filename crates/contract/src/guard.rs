use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Something that procedures require to be proved of a call, such as who makes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardInfo {
    /// Its name, by which procedures require it.
    pub name: String,
    /// By what a caller shows it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<SecurityScheme>,
}

impl GuardInfo {
    /// What every caller has: that a procedure asks for it states that anybody may call it. It has a name that no type has, and becomes
    /// [`Procedure::public`](crate::Procedure::public).
    pub const PUBLIC: GuardInfo = GuardInfo { name: String::new(), scheme: None };
}

/// By what a caller shows a proof.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SecurityScheme {
    /// A token in `Authorization: Bearer …` (RFC 6750).
    Bearer,
    /// A cookie of this name.
    Cookie(Cow<'static, str>),
    /// A header of this name.
    Header(Cow<'static, str>),
}

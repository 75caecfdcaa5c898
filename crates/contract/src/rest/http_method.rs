use crate::ProcedureKind;

/// A method of HTTP by which a procedure can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HttpMethod {
    /// Reads.
    Get,
    /// Does anything else.
    Post,
    /// Puts something in its place, however often it is said.
    Put,
    /// Changes a part.
    Patch,
    /// Removes, however often it is said.
    Delete,
}

impl HttpMethod {
    const ALL: [HttpMethod; 5] =
        [HttpMethod::Get, HttpMethod::Post, HttpMethod::Put, HttpMethod::Patch, HttpMethod::Delete];

    /// The method of that name, in capitals.
    pub(crate) fn parse(name: &str) -> Option<HttpMethod> {
        HttpMethod::ALL.into_iter().find(|method| method.as_str() == name)
    }

    /// Its name, in capitals.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            HttpMethod::Get => "GET",
            HttpMethod::Post => "POST",
            HttpMethod::Put => "PUT",
            HttpMethod::Patch => "PATCH",
            HttpMethod::Delete => "DELETE",
        }
    }

    /// Whether a procedure of that kind can be called by it: GET is for what changes nothing, and for nothing else.
    #[must_use]
    pub fn allows(self, kind: ProcedureKind) -> bool {
        (self == HttpMethod::Get) == (kind != ProcedureKind::Mutation)
    }

    /// Whether the members of an input that stand in no path are sent as a body.
    pub(crate) fn has_body(self) -> bool {
        matches!(self, HttpMethod::Post | HttpMethod::Put | HttpMethod::Patch)
    }
}

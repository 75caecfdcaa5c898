use crate::ProcedureKind;

/// HTTP method of a REST route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HttpMethod {
    /// GET, for queries and subscriptions.
    Get,
    /// POST, the default for mutations.
    Post,
    /// PUT, for mutations that replace a resource.
    Put,
    /// PATCH, for mutations that change part of a resource.
    Patch,
    /// DELETE, for mutations that remove a resource.
    Delete,
}

impl HttpMethod {
    const ALL: [HttpMethod; 5] =
        [HttpMethod::Get, HttpMethod::Post, HttpMethod::Put, HttpMethod::Patch, HttpMethod::Delete];

    /// Returns the method with the given upper-case name.
    pub(crate) fn parse(name: &str) -> Option<HttpMethod> {
        HttpMethod::ALL.into_iter().find(|method| method.as_str() == name)
    }

    /// Returns the upper-case name of the method.
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

    /// Returns `true` if procedures of this kind can use the method: GET for queries and subscriptions, any other
    /// method for mutations.
    #[must_use]
    pub fn allows(self, kind: ProcedureKind) -> bool {
        (self == HttpMethod::Get) == (kind != ProcedureKind::Mutation)
    }

    /// Returns `true` if input fields outside the path are sent as a body.
    pub(crate) fn has_body(self) -> bool {
        matches!(self, HttpMethod::Post | HttpMethod::Put | HttpMethod::Patch)
    }
}

use crate::Kind;

/// A method of HTTP by which a procedure can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
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

impl Method {
    const ALL: [Method; 5] = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];

    /// The method of that name, in capitals.
    pub(crate) fn of(name: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|method| method.as_str() == name)
    }

    /// Its name, in capitals.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }

    /// Whether a procedure of that kind can be called by it: GET is for what changes nothing, and for nothing else.
    #[must_use]
    pub fn is_for(self, kind: Kind) -> bool {
        (self == Method::Get) == (kind != Kind::Mutation)
    }

    /// Whether the members of an input that stand in no path are sent as a body.
    pub(crate) fn has_body(self) -> bool {
        matches!(self, Method::Post | Method::Put | Method::Patch)
    }
}

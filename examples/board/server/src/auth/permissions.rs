//! What users may do, by name.

use isotype::auth::{Permission, Scopes};

use super::{Role, User};

/// Write notices, and remove what is theirs.
#[derive(Debug)]
pub struct WritePosts;

/// Remove anybody's notices.
#[derive(Debug)]
pub struct ModeratePosts;

impl Permission<User> for WritePosts {
    const NAME: &'static str = "posts:write";

    fn is_granted_to(user: &User) -> bool {
        user.scopes.contains(Self::NAME)
    }
}

impl Permission<User> for ModeratePosts {
    const NAME: &'static str = "posts:moderate";

    fn is_granted_to(user: &User) -> bool {
        user.scopes.contains(Self::NAME)
    }
}

impl Role {
    /// What is allowed by it at most; a token may allow less.
    pub(super) fn scopes(self) -> Scopes {
        let names: &[&str] = match self {
            Role::Member => &[WritePosts::NAME],
            Role::Admin => &[WritePosts::NAME, ModeratePosts::NAME],
        };
        names.iter().copied().collect()
    }
}

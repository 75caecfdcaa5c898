//! Permissions of users.

use isotype::auth::{Permission, Scopes};

use super::{Role, User};

/// Permission to create posts and to remove one's own.
#[derive(Debug)]
pub struct WritePosts;

/// Permission to remove posts of any author.
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
    /// Returns the scopes that the role includes. A token can restrict them further.
    pub(super) fn scopes(self) -> Scopes {
        let names: &[&str] = match self {
            Role::Member => &[WritePosts::NAME],
            Role::Admin => &[WritePosts::NAME, ModeratePosts::NAME],
        };
        names.iter().copied().collect()
    }
}

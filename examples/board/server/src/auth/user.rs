//! User of the board, and the guard that authenticates a call.

use isotype::auth::Scopes;
use isotype::sql::DbError;
use isotype::{SecurityScheme, prelude::*};
use serde::{Deserialize, Serialize};

use crate::App;

/// Person with an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct User {
    /// Id of the account.
    pub id: String,
    /// E-mail address to sign in with, in lower case.
    pub email: String,
    /// Name that other users see.
    pub name: String,
    /// Role of the account.
    pub role: Role,
    /// Scopes of this call: those of the role, restricted to the scope of its token.
    #[serde(skip)]
    pub scopes: Scopes,
}

/// Role of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Writes posts and removes their own.
    Member,
    /// Also removes posts of others.
    Admin,
}

impl Role {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Role::Member => "member",
            Role::Admin => "admin",
        }
    }

    /// Parses a stored role. An unknown one becomes [`Role::Member`], the role with the fewest permissions.
    pub(super) fn parse(name: &str) -> Role {
        if name == Role::Admin.as_str() { Role::Admin } else { Role::Member }
    }
}

/// Claims of an access token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Id of the user.
    pub sub: String,
    /// Scopes that the token grants.
    #[serde(default)]
    pub scope: Scopes,
}

/// Error of authenticating a call.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub enum AuthenticationError {
    /// Missing or invalid credentials.
    #[error(transparent)]
    #[forward]
    Unauthorized(#[from] Unauthorized),
    /// Database error.
    #[error(transparent)]
    #[forward]
    Database(#[from] DbError),
}

/// Returns the account id in the access token or session of a call, and the scopes of a token.
///
/// Does not check that the account still exists.
pub(crate) async fn authenticated_subject(ctx: &Ctx<App>) -> Result<(String, Option<Scopes>), AuthenticationError> {
    let App { jwt, sessions, .. } = ctx.state();
    match ctx.bearer() {
        Ok(_) => Ok(jwt.authenticate(ctx).map(|claims| (claims.sub, Some(claims.scope)))?),
        Err(missing) => Ok((sessions.find(ctx).await?.ok_or(missing)?.subject, None)),
    }
}

/// Authenticates a call by its access token, or by its session cookie if there is no token.
///
/// Loads the user on each call, so that the removal of an account and a change of its role take effect before the token expires.
impl FromCall<App> for User {
    type Error = AuthenticationError;
    const SECURITY_SCHEME: Option<SecurityScheme> = Some(SecurityScheme::Bearer);

    async fn from_call(ctx: &Ctx<App>) -> Result<User, AuthenticationError> {
        let (id, scope) = authenticated_subject(ctx).await?;
        let user = ctx.state().users.by_id(&id).await?;
        let mut user = user.ok_or_else(|| Unauthorized::new("account no longer exists"))?;
        if let Some(scope) = scope {
            user.scopes = user.scopes.intersection(&scope);
        }
        Ok(user)
    }
}

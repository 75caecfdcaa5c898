//! A user, and the proof that a call is made by one.

use isotype::auth::Scopes;
use isotype::sql::DbError;
use isotype::{SecurityScheme, prelude::*};
use serde::{Deserialize, Serialize};

use crate::App;

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct User {
    /// The account's id.
    pub id: String,
    /// The address to sign in with, in lower case.
    pub email: String,
    /// What others see.
    pub name: String,
    /// What the user may do.
    pub role: Role,
    /// What this call may do: all that the role allows, or less by its token.
    #[serde(skip)]
    pub scopes: Scopes,
}

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Write, and remove what is theirs.
    Member,
    /// Remove anything.
    Admin,
}

impl Role {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Role::Member => "member",
            Role::Admin => "admin",
        }
    }

    /// The role as the database has it; what it does not know may do the least.
    pub(super) fn parse(text: &str) -> Role {
        if text == Role::Admin.as_str() { Role::Admin } else { Role::Member }
    }
}

/// What an access token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The user's id.
    pub sub: String,
    /// What the token allows.
    #[serde(default)]
    pub scope: Scopes,
}

/// Why a call is not a user's.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub enum AuthenticationError {
    /// No token, or not a good one.
    #[error(transparent)]
    #[forward]
    Unauthorized(#[from] Unauthorized),
    /// The database failed.
    #[error(transparent)]
    #[forward]
    Database(#[from] DbError),
}

/// The id of the account that a call is made for, whether or not there still is one; of a token also what it was given for.
pub(crate) async fn authenticated_subject(ctx: &Ctx<App>) -> Result<(String, Option<Scopes>), AuthenticationError> {
    let App { jwt, sessions, .. } = ctx.state();
    match ctx.bearer() {
        Ok(_) => Ok(jwt.authenticate(ctx).map(|claims| (claims.sub, Some(claims.scope)))?),
        Err(missing) => Ok((sessions.find(ctx).await?.ok_or(missing)?.subject, None)),
    }
}

/// By an access token, or where none is sent by the cookie of a session. The user is read at each call, so that a removed account or a
/// changed role counts at once and not when the token expires.
impl FromCall<App> for User {
    type Error = AuthenticationError;
    const SECURITY_SCHEME: Option<SecurityScheme> = Some(SecurityScheme::Bearer);

    async fn from_call(ctx: &Ctx<App>) -> Result<User, AuthenticationError> {
        let (id, scope) = authenticated_subject(ctx).await?;
        let user = ctx.state().users.by_id(&id).await?;
        let mut user = user.ok_or_else(|| Unauthorized::new("this account does not exist any more"))?;
        if let Some(scope) = scope {
            user.scopes = user.scopes.intersection(&scope);
        }
        Ok(user)
    }
}

//! Authentication and authorization for Isotype applications: tokens, sessions, passwords and permissions.
//!
//! [`Jwt`] signs and verifies access tokens, [`RefreshTokens`] rotates refresh tokens, [`Sessions`] keeps browsers signed in
//! with a cookie, and [`Passwords`] hashes passwords. [`Permitted`] is a guard that requires a [`Permission`]. The crate
//! defines no user type: applications build their own guard from these parts.
//!
//! # Features
//!
//! | feature | enables |
//! |---|---|
//! | `jwks` | `JwksClient::from_url`: fetches another issuer's keys over HTTPS |
//!
//! # Example
//!
//! ```
//! use isotype_auth::{Jwt, Permission, Permitted, Scopes};
//! use isotype_core::{Ctx, FromCall, Router, SecurityScheme, Unauthorized};
//! use serde::{Deserialize, Serialize};
//!
//! struct App {
//!     jwt: Jwt<User>,
//! }
//!
//! /// Claims of the access token.
//! #[derive(Serialize, Deserialize)]
//! struct User {
//!     sub: String,
//!     #[serde(default)]
//!     scope: Scopes,
//! }
//!
//! impl FromCall<App> for User {
//!     type Error = Unauthorized;
//!     const SECURITY_SCHEME: Option<SecurityScheme> = Some(SecurityScheme::Bearer);
//!
//!     async fn from_call(ctx: &Ctx<App>) -> Result<User, Unauthorized> {
//!         ctx.state().jwt.authenticate(ctx)
//!     }
//! }
//!
//! struct WritePosts;
//!
//! impl Permission<User> for WritePosts {
//!     const NAME: &'static str = "posts:write";
//!
//!     fn is_granted_to(user: &User) -> bool {
//!         user.scope.contains(Self::NAME)
//!     }
//! }
//!
//! async fn me(ctx: Ctx<App, User>, _: ()) -> String {
//!     ctx.auth().sub.clone()
//! }
//!
//! async fn create(ctx: Ctx<App, Permitted<User, WritePosts>>, title: String) -> String {
//!     format!("{title}, by {}", ctx.auth().sub)
//! }
//!
//! let api = Router::new().query("me", me).mutation("posts.create", create).deny_unprotected();
//! ```

mod secret;
mod unique_members;
mod key;
mod keys;
mod token;
mod jwt;
mod jwks;
mod opaque_token;
mod cookie;
mod sessions;
mod refresh;
mod password;
mod scopes;
mod permission;

pub use cookie::Cookie;
#[cfg(feature = "jwks")]
pub use jwks::JwksUrlError;
pub use jwks::{JwksClient, RemoteTokenError};
pub use jwt::{Jwt, SignError};
pub use key::{Algorithm, Key, KeyError};
pub use keys::Keys;
pub use opaque_token::OpaqueToken;
pub use password::{PasswordError, Passwords, Verification};
pub use permission::{Permission, Permitted};
pub use refresh::{MemoryRefreshTokenStore, RefreshTokenStore, RefreshTokens, Rotation, TokenFamily};
pub use scopes::Scopes;
pub use secret::{Secret, SecretError};
pub use sessions::{MemorySessionStore, Session, SessionStore, Sessions};
pub use token::TokenError;

#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]

mod secret;
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

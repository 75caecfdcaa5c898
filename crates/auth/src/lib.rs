#![doc = include_str!("../README.md")]

mod secret;
mod key;
mod keys;
mod token;
mod jwt;
mod remote;
mod opaque_token;
mod cookie;
mod session;
mod refresh;
mod password;
mod scopes;
mod permission;

pub use cookie::Cookie;
pub use jwt::{Jwt, SignError};
pub use key::{Algorithm, Key, KeyError};
pub use keys::Keys;
pub use opaque_token::OpaqueToken;
pub use password::{PasswordError, Passwords, Verification};
pub use permission::{Permission, Permitted};
pub use refresh::{MemoryRefreshTokenStore, RefreshTokenStore, RefreshTokens, Rotation, TokenFamily};
#[cfg(feature = "jwks")]
pub use remote::JwksUrlError;
pub use remote::{JwksClient, RemoteTokenError};
pub use scopes::Scopes;
pub use secret::{Secret, SecretError};
pub use session::{MemorySessionStore, Session, SessionStore, Sessions};
pub use token::TokenError;

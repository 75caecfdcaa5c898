#![doc = include_str!("../README.md")]

mod secret;
mod key;
mod keys;
mod token;
mod jwt;
mod remote;
mod opaque;
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
pub use opaque::OpaqueToken;
pub use password::{Checked, PasswordError, Passwords};
pub use permission::{Permission, Permitted};
pub use refresh::{Family, MemoryFamilies, RefreshStore, RefreshTokens, Rotation};
#[cfg(feature = "jwks")]
pub use remote::AddressError;
pub use remote::{RemoteError, RemoteKeys};
pub use scopes::Scopes;
pub use secret::{Secret, WeakSecret};
pub use session::{MemorySessions, Session, SessionStore, Sessions};
pub use token::TokenError;

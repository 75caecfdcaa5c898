//! Who is calling: signed access tokens, password hashes, refresh tokens.
//!
//! Nothing here knows HTTP. An application turns a token into its own proof by implementing
//! [`FromCall`](isotype_core::FromCall) with [`Jwt::prove`].

mod secret;
mod key;
mod keys;
mod token;
mod jwt;
mod remote;
mod opaque;
mod password;

pub use jwt::{Jwt, SignError};
pub use key::{Algorithm, Key, KeyError};
pub use keys::Keys;
pub use opaque::OpaqueToken;
pub use password::{PasswordError, Passwords};
#[cfg(feature = "jwks")]
pub use remote::AddressError;
pub use remote::{RemoteError, RemoteKeys};
pub use secret::{Secret, WeakSecret};
pub use token::TokenError;

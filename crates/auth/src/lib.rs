//! Who is calling: signed access tokens, password hashes, refresh tokens.
//!
//! Nothing here knows HTTP. An application turns a token into its own proof by implementing
//! [`FromCall`](isotype_core::FromCall) with [`Jwt::verify`].

mod jwt;
mod opaque;
mod password;
mod secret;

pub use jwt::{Jwt, SignError};
pub use opaque::OpaqueToken;
pub use password::{PasswordError, Passwords};
pub use secret::{Secret, WeakSecret};

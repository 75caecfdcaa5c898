//! What a caller may do, as a proof.

use std::{marker::PhantomData, ops::Deref, time::Duration};

use isotype_core::{Ctx, EitherError, Forbidden, FromCall, GuardInfo, SecurityScheme};

/// Something that the callers of some procedures have to be allowed: a scope, a role, a flag of an account.
///
/// `P` is the proof that knows. What depends on the input, such as whose post it is, is for the handler to refuse, with [`Forbidden`].
pub trait Permission<P>: Send + Sync + 'static {
    /// By what people know it, such as `posts:write`: it stands in the contract and in the refusal.
    const NAME: &'static str;

    /// Whether it is given to this caller.
    fn is_granted_to(proof: &P) -> bool;
}

/// The proof `P`, of somebody who may `N`. It reads like `P`; a tuple proves two of them.
///
/// # Example
///
/// ```
/// use isotype_auth::{Permission, Permitted, Scopes};
/// use isotype_core::{Ctx, FromCall, Router, Unauthorized};
///
/// struct User { id: String, scopes: Scopes }
/// # impl FromCall<()> for User {
/// #     type Error = Unauthorized;
/// #     async fn from_call(ctx: &Ctx<()>) -> Result<User, Unauthorized> {
/// #         Ok(User { id: ctx.bearer()?.to_owned(), scopes: Scopes::default() })
/// #     }
/// # }
///
/// struct WritePosts;
///
/// impl Permission<User> for WritePosts {
///     const NAME: &'static str = "posts:write";
///     fn is_held_by(user: &User) -> bool {
///         user.scopes.has(Self::NAME)
///     }
/// }
///
/// // Whoever has no such scope gets `Forbidden`.
/// async fn create(ctx: Ctx<(), Permitted<User, WritePosts>>, title: String) -> String {
///     format!("{title}, by {}", ctx.auth().id)
/// }
///
/// let api = Router::new().mutation("posts.create", create);
/// ```
#[derive(Debug)]
pub struct Permitted<P, N>(P, PhantomData<fn() -> N>);

impl<P, N> Permitted<P, N> {
    /// The proof by itself.
    pub fn into_inner(self) -> P {
        self.0
    }
}

impl<P, N> Deref for Permitted<P, N> {
    type Target = P;

    fn deref(&self) -> &P {
        &self.0
    }
}

impl<S: Send + Sync, P: FromCall<S>, N: Permission<P>> FromCall<S> for Permitted<P, N> {
    type Error = EitherError<P::Error, Forbidden>;
    const SECURITY_SCHEME: Option<SecurityScheme> = P::SECURITY_SCHEME;
    const REVALIDATE_AFTER: Option<Duration> = P::REVALIDATE_AFTER;

    async fn from_call(ctx: &Ctx<S>) -> Result<Self, Self::Error> {
        let proof = P::from_call(ctx).await.map_err(EitherError::First)?;
        if N::is_granted_to(&proof) {
            return Ok(Permitted(proof, PhantomData));
        }
        Err(EitherError::Second(Forbidden::new(format!("this needs the permission {}", N::NAME))))
    }

    fn describe(proofs: &mut Vec<GuardInfo>) {
        P::describe(proofs);
        proofs.push(GuardInfo { name: N::NAME.to_owned(), scheme: P::SECURITY_SCHEME });
    }
}

//! Guard that requires a named permission.

use std::{marker::PhantomData, ops::Deref, time::Duration};

use isotype_core::{Ctx, EitherError, Forbidden, FromCall, GuardInfo, SecurityScheme};

/// Permission that a procedure can require: a scope, a role or an account flag.
///
/// `G` is the guard that authenticates the caller. Rules that depend on the input, such as who owns a post, belong in
/// the handler, which rejects with [`Forbidden`].
pub trait Permission<G>: Send + Sync + 'static {
    /// Name of the permission, such as `posts:write`. It appears in the contract and in the error message.
    const NAME: &'static str;

    /// Returns `true` if the caller has this permission.
    fn is_granted_to(guard: &G) -> bool;
}

/// Guard that authenticates the caller with `G` and requires the permission `P`.
///
/// It dereferences to `G`. Callers without the permission are rejected with [`Forbidden`]. Use a tuple to require
/// several permissions.
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
///
///     fn is_granted_to(user: &User) -> bool {
///         user.scopes.contains(Self::NAME)
///     }
/// }
///
/// async fn create(ctx: Ctx<(), Permitted<User, WritePosts>>, title: String) -> String {
///     format!("{title}, by {}", ctx.auth().id)
/// }
///
/// let api = Router::new().mutation("posts.create", create);
/// ```
#[derive(Debug)]
pub struct Permitted<G, P>(G, PhantomData<fn() -> P>);

impl<G, P> Permitted<G, P> {
    /// Returns the inner guard.
    pub fn into_inner(self) -> G {
        self.0
    }
}

impl<G, P> Deref for Permitted<G, P> {
    type Target = G;

    fn deref(&self) -> &G {
        &self.0
    }
}

impl<S: Send + Sync, G: FromCall<S>, P: Permission<G>> FromCall<S> for Permitted<G, P> {
    type Error = EitherError<G::Error, Forbidden>;
    const SECURITY_SCHEME: Option<SecurityScheme> = G::SECURITY_SCHEME;
    const REVALIDATE_AFTER: Option<Duration> = G::REVALIDATE_AFTER;

    async fn from_call(ctx: &Ctx<S>) -> Result<Self, Self::Error> {
        let guard = G::from_call(ctx).await.map_err(EitherError::First)?;
        if P::is_granted_to(&guard) {
            return Ok(Permitted(guard, PhantomData));
        }
        Err(EitherError::Second(Forbidden::new(format!("missing permission {}", P::NAME))))
    }

    fn describe(guards: &mut Vec<GuardInfo>) {
        G::describe(guards);
        guards.push(GuardInfo { name: P::NAME.to_owned(), scheme: G::SECURITY_SCHEME });
    }
}

//! Test API whose mutations count their effects.

use std::{
    borrow::Cow,
    ops::Deref,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use isotype_core::{Code, Ctx, Forbidden, FromCall, InternalError, NotFound, Router, mutation};
use isotype_policy::{
    HasCaller, HasIdempotencyStore, Idempotency, IdempotencyExt, IdempotencyStore, Identity, PolicyExt,
};
use isotype_testing::Client;

pub(crate) struct App {
    store: Arc<dyn IdempotencyStore>,
    pub(crate) effects: AtomicU32,
    pub(crate) fails: AtomicBool,
    pub(crate) banned: Mutex<Option<String>>,
}

/// Router state, which shares its [`App`] with the test.
pub(crate) struct State(Arc<App>);

impl Deref for State {
    type Target = App;

    fn deref(&self) -> &App {
        &self.0
    }
}

pub(crate) struct User(String);

impl FromCall<State> for User {
    type Error = Forbidden;

    async fn from_call(ctx: &Ctx<State>) -> Result<User, Forbidden> {
        let user = ctx.bearer().map_err(|_| Forbidden::default())?;
        Ok(User(user.to_owned()))
    }
}

/// Guard that rejects banned users but does not identify the caller.
pub(crate) struct Member;

impl FromCall<State> for Member {
    type Error = Forbidden;

    async fn from_call(ctx: &Ctx<State>) -> Result<Member, Forbidden> {
        let banned = ctx.state().banned.lock().unwrap();
        if banned.is_some() && banned.as_deref() == ctx.bearer().ok() { Err(Forbidden::default()) } else { Ok(Member) }
    }
}

impl Identity for User {
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some((&self.0).into())
    }
}

impl HasCaller for State {
    type Caller = User;
}

impl HasIdempotencyStore for State {
    fn idempotency_store(&self) -> Arc<dyn IdempotencyStore> {
        self.store.clone()
    }
}

/// Returns the number of effects so far.
async fn add(ctx: Ctx<State, Member>, _: u32) -> u32 {
    ctx.state().effects.fetch_add(1, Ordering::SeqCst) + 1
}

async fn slowly(ctx: Ctx<State>, ms: u64) -> u32 {
    tokio::time::sleep(Duration::from_millis(ms)).await;
    ctx.state().effects.fetch_add(1, Ordering::SeqCst) + 1
}

async fn find(ctx: Ctx<State>, _: ()) -> Result<u32, NotFound> {
    let count = ctx.state().effects.fetch_add(1, Ordering::SeqCst) + 1;
    Err(NotFound::new(format!("not found in call {count}")))
}

async fn fail(ctx: Ctx<State>, _: ()) -> Result<u32, InternalError> {
    let count = ctx.state().effects.fetch_add(1, Ordering::SeqCst) + 1;
    if ctx.state().fails.swap(false, Ordering::SeqCst) { Err("the disk is full".into()) } else { Ok(count) }
}

/// Returns a client that is signed in as `ann`.
pub(crate) fn client(store: Arc<dyn IdempotencyStore>) -> (Client<State>, Arc<App>) {
    let (client, app) = anonymous_client(store);
    (client.bearer("ann"), app)
}

pub(crate) fn anonymous_client(store: Arc<dyn IdempotencyStore>) -> (Client<State>, Arc<App>) {
    let shortly = Idempotency::default().ttl(Duration::from_millis(300));
    let api = Router::new()
        .procedure("add", mutation(add).idempotent())
        .procedure("plus", mutation(add).idempotent())
        .procedure("slowly", mutation(slowly).idempotent().timeout(Duration::from_secs(2)))
        .procedure("find", mutation(find).idempotent())
        .procedure("fail", mutation(fail).require_idempotency_key())
        .procedure("shortly", mutation(add).layer(shortly));
    let (effects, fails, banned) = (AtomicU32::new(0), AtomicBool::new(true), Mutex::new(None));
    let app = Arc::new(App { store, effects, fails, banned });
    (Client::new(api, State(app.clone())), app)
}

/// Returns the code and the type of an error response.
pub(crate) fn code_and_type(error: &isotype_testing::ClientError) -> (Code, &str) {
    (error.code, error.error["type"].as_str().unwrap_or_default())
}

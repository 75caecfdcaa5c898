//! Tests of session fixation and of reusing a session that has ended.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use http::{Extensions, HeaderMap, header};
use isotype_auth::{Cookie, MemorySessionStore, OpaqueToken, Session, SessionStore, Sessions};
use isotype_core::{CallMethod, CallResponse, Ctx, InternalError, RawInput, Request, Router};

use crate::assertions::print_row;

const MINUTE: Duration = Duration::from_secs(60);

type UserName = Result<Option<String>, InternalError>;

async fn sign_in(ctx: Ctx<Sessions>, name: String) -> Result<(), InternalError> {
    Ok(ctx.state().create(&ctx, &name).await?)
}

async fn sign_out(ctx: Ctx<Sessions>, _: ()) -> Result<(), InternalError> {
    Ok(ctx.state().revoke(&ctx).await?)
}

async fn current_user(ctx: Ctx<Sessions>, _: ()) -> UserName {
    Ok(ctx.state().find(&ctx).await?.map(|session| session.subject))
}

/// Browser that stores the session cookie.
struct Browser {
    api: Arc<Router<Sessions>>,
    sessions: Arc<Sessions>,
    cookie: String,
    set_cookie: String,
}

impl Browser {
    fn new(sessions: &Sessions) -> Browser {
        let api =
            Router::new().mutation("signIn", sign_in).mutation("signOut", sign_out).query("currentUser", current_user);
        Browser {
            api: Arc::new(api),
            sessions: Arc::new(sessions.clone()),
            cookie: String::new(),
            set_cookie: String::new(),
        }
    }

    async fn call(&mut self, name: &str, input: &str) -> String {
        let headers = HeaderMap::from_iter([(header::COOKIE, self.cookie.parse().unwrap())]);
        let request = Arc::new(Request::new(headers, Extensions::new()));
        let input = RawInput::Json(input.to_owned().into());
        let procedure = self.api.resolve(name);
        let call = procedure.call(CallMethod::InProcess, self.sessions.clone(), request.clone()).with_input(input);
        let Ok(CallResponse::Value(json)) = procedure.run(call).await else { panic!("{name} failed") };
        if let Some(value) =
            request.take_response_headers().and_then(|headers| headers.get(header::SET_COOKIE).cloned())
        {
            self.set_cookie = value.to_str().unwrap().to_owned();
            self.cookie = self.set_cookie.split(';').next().unwrap().to_owned();
        }
        String::from_utf8(json.to_vec()).unwrap()
    }

    async fn sign_in(&mut self, name: &str) {
        self.call("signIn", &format!("\"{name}\"")).await;
    }

    async fn is_signed_in_as(&mut self, name: &str) -> bool {
        self.call("currentUser", "null").await.contains(&format!("\"{name}\""))
    }
}

#[tokio::test]
async fn cookie_has_secure_attributes() {
    let mut browser = Browser::new(&Sessions::in_memory());
    browser.sign_in("ann").await;
    assert!(browser.cookie.starts_with("__Host-session=") && browser.cookie.len() == "__Host-session=".len() + 43);
    for attribute in ["; HttpOnly", "; Secure", "; SameSite=Strict", "; Path=/", "; Max-Age=2592000"] {
        assert!(browser.set_cookie.contains(attribute), "{}", browser.set_cookie);
    }
    assert!(!browser.set_cookie.contains("Domain"), "{}", browser.set_cookie);
    print_row("the session cookie", &browser.set_cookie.replace(&browser.cookie, "__Host-session=…"));
}

#[tokio::test]
async fn sign_in_replaces_a_planted_session() {
    let sessions = Sessions::in_memory();
    let (mut attacker, mut victim) = (Browser::new(&sessions), Browser::new(&sessions));
    attacker.sign_in("mallory").await;
    let planted = attacker.cookie.clone();
    victim.cookie = planted.clone();
    victim.sign_in("ann").await;
    assert!(victim.is_signed_in_as("ann").await && victim.cookie != planted);
    assert!(
        !attacker.is_signed_in_as("ann").await && !attacker.is_signed_in_as("mallory").await,
        "the planted session is revoked"
    );
    victim.cookie = "__Host-session=chosen-by-mallory".to_owned();
    victim.sign_in("ann").await;
    attacker.cookie = "__Host-session=chosen-by-mallory".to_owned();
    assert!(!attacker.is_signed_in_as("ann").await);
    print_row("a planted session id at sign-in", "replaced by a new id and revoked");
}

#[tokio::test]
async fn revoked_sessions_stay_revoked() {
    let sessions = Sessions::in_memory();
    let mut browser = Browser::new(&sessions);
    browser.sign_in("ann").await;
    let stolen = browser.cookie.clone();
    browser.call("signOut", "null").await;
    assert!(browser.set_cookie.contains("Max-Age=0"), "{}", browser.set_cookie);
    browser.cookie = stolen;
    assert!(!browser.is_signed_in_as("ann").await);
    browser.sign_in("ann").await;
    let mut other = Browser::new(&sessions);
    other.sign_in("ann").await;
    sessions.revoke_all("ann").await.unwrap();
    assert!(!browser.is_signed_in_as("ann").await && !other.is_signed_in_as("ann").await);
    print_row("a session used after sign-out", "invalid");
}

#[tokio::test]
async fn sessions_expire_when_idle_and_at_the_end_of_their_lifetime() {
    let store = MemorySessionStore::default();
    let sessions = Sessions::new(store.clone()).idle_timeout(60 * MINUTE).lifetime(600 * MINUTE);
    let id = OpaqueToken::digest_of("token");
    let mut browser = Browser::new(&sessions);
    browser.cookie = "__Host-session=token".to_owned();
    let now = SystemTime::now();
    for (created, seen, is_valid) in [(590, 50, true), (590, 61, false), (601, 0, false), (601, 601, false)] {
        let session = Session {
            id: id.clone(),
            subject: "ann".to_owned(),
            created_at: now - created * MINUTE,
            last_seen_at: now - seen * MINUTE,
        };
        store.insert(session).await.unwrap();
        assert_eq!(
            browser.is_signed_in_as("ann").await,
            is_valid,
            "created {created} and last used {seen} minutes ago"
        );
        let stored = store.find(&id).await.unwrap();
        assert_eq!(stored.is_some_and(|session| session.last_seen_at >= now), is_valid, "touched or removed");
    }
    print_row("an idle or old session", "invalid");
}

#[tokio::test]
async fn ignores_cookies_with_another_name() {
    let mut browser = Browser::new(&Sessions::in_memory());
    browser.sign_in("ann").await;
    browser.cookie = browser.cookie.replace("__Host-", "");
    assert!(!browser.is_signed_in_as("ann").await);
    let insecure = Sessions::in_memory().cookie(Cookie::new("session").insecure());
    let mut browser = Browser::new(&insecure);
    browser.sign_in("ann").await;
    assert!(browser.is_signed_in_as("ann").await && !browser.set_cookie.contains("Secure"), "{}", browser.set_cookie);
    print_row("a session id in a cookie without __Host-", "ignored");
}

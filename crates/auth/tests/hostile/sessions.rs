//! Sessions that somebody else has begun, or that should have ended.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use http::{Extensions, HeaderMap, header};
use isotype_auth::{Cookie, MemorySessionStore, OpaqueToken, Session, SessionStore, Sessions};
use isotype_core::{Call, CallMethod, CallResponse, Ctx, InternalError, RawInput, Request, Router};

use crate::table::row;

const MINUTE: Duration = Duration::from_secs(60);

type Found = Result<Option<String>, InternalError>;

async fn sign_in(ctx: Ctx<Sessions>, name: String) -> Result<(), InternalError> {
    Ok(ctx.state().create(&ctx, &name).await?)
}

async fn sign_out(ctx: Ctx<Sessions>, _: ()) -> Result<(), InternalError> {
    Ok(ctx.state().revoke(&ctx).await?)
}

async fn who(ctx: Ctx<Sessions>, _: ()) -> Found {
    Ok(ctx.state().find(&ctx).await?.map(|session| session.subject))
}

/// A browser: it keeps the cookie that it was given.
struct Browser {
    api: Arc<Router<Sessions>>,
    sessions: Arc<Sessions>,
    cookie: String,
    set: String,
}

impl Browser {
    fn new(sessions: &Sessions) -> Browser {
        let api = Router::new().mutation("signIn", sign_in).mutation("signOut", sign_out).query("who", who);
        Browser { api: Arc::new(api), sessions: Arc::new(sessions.clone()), cookie: String::new(), set: String::new() }
    }

    async fn call(&mut self, name: &str, input: &str) -> String {
        let headers = HeaderMap::from_iter([(header::COOKIE, self.cookie.parse().unwrap())]);
        let request = Arc::new(Request::new(headers, Extensions::new()));
        let input = RawInput::Json(input.to_owned().into());
        let state = self.sessions.clone();
        let (of, buffer) = (request.clone(), Vec::new());
        let call =
            Call { name, method: CallMethod::InProcess, input, state, request: of, idempotency_key: None, buffer };
        let Ok(CallResponse::Value(json)) = self.api.call(call).await else { panic!("{name} answers") };
        if let Some(set) = request.take_response_headers().and_then(|headers| headers.get(header::SET_COOKIE).cloned())
        {
            self.set = set.to_str().unwrap().to_owned();
            self.cookie = self.set.split(';').next().unwrap().to_owned();
        }
        String::from_utf8(json.to_vec()).unwrap()
    }

    async fn sign_in(&mut self, name: &str) {
        self.call("signIn", &format!("\"{name}\"")).await;
    }

    async fn is(&mut self, name: &str) -> bool {
        self.call("who", "null").await.contains(&format!("\"{name}\""))
    }
}

#[tokio::test]
async fn the_cookie_is_out_of_reach() {
    let mut browser = Browser::new(&Sessions::in_memory());
    browser.sign_in("ann").await;
    assert!(browser.cookie.starts_with("__Host-session=") && browser.cookie.len() == "__Host-session=".len() + 43);
    for part in ["; HttpOnly", "; Secure", "; SameSite=Strict", "; Path=/", "; Max-Age=2592000"] {
        assert!(browser.set.contains(part), "{}", browser.set);
    }
    assert!(!browser.set.contains("Domain"), "{}", browser.set);
    row("the cookie of a session", &browser.set.replace(&browser.cookie, "__Host-session=…"));
}

#[tokio::test]
async fn session_fixation() {
    let sessions = Sessions::in_memory();
    let (mut attacker, mut victim) = (Browser::new(&sessions), Browser::new(&sessions));
    attacker.sign_in("mallory").await;
    let planted = attacker.cookie.clone();
    victim.cookie = planted.clone();
    victim.sign_in("ann").await;
    assert!(victim.is("ann").await && victim.cookie != planted);
    assert!(!attacker.is("ann").await && !attacker.is("mallory").await, "the planted session has ended");
    victim.cookie = "__Host-session=chosen-by-mallory".to_owned();
    victim.sign_in("ann").await;
    attacker.cookie = "__Host-session=chosen-by-mallory".to_owned();
    assert!(!attacker.is("ann").await);
    row("a planted session id, at sign-in", "a new id is given, the planted one ends");
}

#[tokio::test]
async fn ended_sessions_stay_ended() {
    let sessions = Sessions::in_memory();
    let mut browser = Browser::new(&sessions);
    browser.sign_in("ann").await;
    let kept = browser.cookie.clone();
    browser.call("signOut", "null").await;
    assert!(browser.set.contains("Max-Age=0"), "{}", browser.set);
    browser.cookie = kept;
    assert!(!browser.is("ann").await);
    browser.sign_in("ann").await;
    let mut other = Browser::new(&sessions);
    other.sign_in("ann").await;
    sessions.revoke_all("ann").await.unwrap();
    assert!(!browser.is("ann").await && !other.is("ann").await);
    row("a session that was signed out, used again", "unknown");
}

#[tokio::test]
async fn sessions_end_by_themselves() {
    let store = MemorySessionStore::default();
    let sessions = Sessions::new(store.clone()).idle_timeout(60 * MINUTE).lifetime(600 * MINUTE);
    let id = OpaqueToken::digest_of("token");
    let mut browser = Browser::new(&sessions);
    browser.cookie = "__Host-session=token".to_owned();
    let now = SystemTime::now();
    for (begun, seen, is_good) in [(590, 50, true), (590, 61, false), (601, 0, false), (601, 601, false)] {
        let session = Session {
            id: id.clone(),
            subject: "ann".to_owned(),
            created_at: now - begun * MINUTE,
            last_seen_at: now - seen * MINUTE,
        };
        store.insert(session).await.unwrap();
        assert_eq!(browser.is("ann").await, is_good, "begun {begun} and used {seen} minutes ago");
        let kept = store.find(&id).await.unwrap();
        assert_eq!(kept.is_some_and(|session| session.last_seen_at >= now), is_good, "used just now, or forgotten");
    }
    row("a session that was idle for too long, or is too old", "unknown");
}

#[tokio::test]
async fn a_cookie_of_another_name_is_none() {
    let mut browser = Browser::new(&Sessions::in_memory());
    browser.sign_in("ann").await;
    browser.cookie = browser.cookie.replace("__Host-", "");
    assert!(!browser.is("ann").await);
    let plain = Sessions::in_memory().cookie(Cookie::new("session").insecure());
    let mut browser = Browser::new(&plain);
    browser.sign_in("ann").await;
    assert!(browser.is("ann").await && !browser.set.contains("Secure"), "{}", browser.set);
    row("a session's id in a cookie without __Host-", "unknown");
}

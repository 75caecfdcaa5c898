//! Tests of the session store.

use std::time::{Duration, SystemTime};

use isotype_auth::{Session, SessionStore};
use isotype_sql::{Database, Migrations, auth::SqlSessionStore};

use crate::engines::on_each_engine;

on_each_engine! {
    super::schema();
    stores_and_touches_session
    removes_revoked_and_expired_sessions
}

fn schema() -> Migrations {
    Migrations::new().step("sessions", SqlSessionStore::UP, SqlSessionStore::DOWN)
}

const MINUTE: Duration = Duration::from_secs(60);

/// Returns a session that was created and last seen at these minutes.
fn session(id: &str, subject: &str, created: u32, seen: u32) -> Session {
    let start = SystemTime::UNIX_EPOCH + Duration::from_millis(1_800_000_000_123);
    let (id, subject) = (id.to_owned(), subject.to_owned());
    Session { id, subject, created_at: start + created * MINUTE, last_seen_at: start + seen * MINUTE }
}

async fn stores_and_touches_session(database: Database) {
    let store = SqlSessionStore::new(&database);
    let mut session = session("a", "ann", 0, 0);
    store.insert(session.clone()).await.unwrap();
    assert_eq!(store.find("a").await.unwrap(), Some(session.clone()));
    session.last_seen_at += MINUTE;
    store.touch("a", session.last_seen_at).await.unwrap();
    assert_eq!(store.find("a").await.unwrap(), Some(session));
    assert_eq!(store.find("b").await.unwrap(), None);
}

async fn removes_revoked_and_expired_sessions(database: Database) {
    let store = SqlSessionStore::new(&database);
    for (id, subject, created, seen) in [
        ("a", "ann", 9, 9),
        ("b", "ann", 9, 9),
        ("c", "bob", 9, 9),
        ("old", "eve", 0, 9),
        ("idle", "eve", 9, 1),
        ("good", "eve", 9, 9),
    ] {
        store.insert(session(id, subject, created, seen)).await.unwrap();
    }
    store.remove("c").await.unwrap();
    store.remove_by_subject("ann").await.unwrap();
    let limits = session("", "", 5, 5);
    store.remove_expired(limits.created_at, limits.last_seen_at).await.unwrap();
    for (id, exists) in [("a", false), ("b", false), ("c", false), ("old", false), ("idle", false), ("good", true)] {
        assert_eq!(store.find(id).await.unwrap().is_some(), exists, "{id}");
    }
}

//! Sessions by cookie.

use std::time::{Duration, SystemTime};

use isotype_auth::{Session, SessionStore};
use isotype_sql::{Database, Migrations, auth::SqlSessionStore};

use crate::engines::on_each_engine;

on_each_engine! {
    super::schema();
    a_session_is_kept_as_it_is
    the_ended_and_the_expired_are_gone
}

fn schema() -> Migrations {
    Migrations::new().step("sessions", SqlSessionStore::UP, SqlSessionStore::DOWN)
}

const MINUTE: Duration = Duration::from_secs(60);

/// Begun and used last so many minutes after a time.
fn session(id: &str, subject: &str, begun: u32, seen: u32) -> Session {
    let start = SystemTime::UNIX_EPOCH + Duration::from_millis(1_800_000_000_123);
    let (id, subject) = (id.to_owned(), subject.to_owned());
    Session { id, subject, created_at: start + begun * MINUTE, last_seen_at: start + seen * MINUTE }
}

async fn a_session_is_kept_as_it_is(database: Database) {
    let sessions = SqlSessionStore::new(&database);
    let mut session = session("a", "ann", 0, 0);
    sessions.insert(session.clone()).await.unwrap();
    assert_eq!(sessions.find("a").await.unwrap(), Some(session.clone()));
    session.last_seen_at += MINUTE;
    sessions.touch("a", session.last_seen_at).await.unwrap();
    assert_eq!(sessions.find("a").await.unwrap(), Some(session));
    assert_eq!(sessions.find("b").await.unwrap(), None);
}

async fn the_ended_and_the_expired_are_gone(database: Database) {
    let sessions = SqlSessionStore::new(&database);
    for (id, subject, begun, seen) in [
        ("a", "ann", 9, 9),
        ("b", "ann", 9, 9),
        ("c", "bob", 9, 9),
        ("old", "eve", 0, 9),
        ("idle", "eve", 9, 1),
        ("good", "eve", 9, 9),
    ] {
        sessions.insert(session(id, subject, begun, seen)).await.unwrap();
    }
    sessions.remove("c").await.unwrap();
    sessions.remove_by_subject("ann").await.unwrap();
    let limits = session("", "", 5, 5);
    sessions.remove_expired(limits.created_at, limits.last_seen_at).await.unwrap();
    for (id, is_kept) in [("a", false), ("b", false), ("c", false), ("old", false), ("idle", false), ("good", true)] {
        assert_eq!(sessions.find(id).await.unwrap().is_some(), is_kept, "{id}");
    }
}

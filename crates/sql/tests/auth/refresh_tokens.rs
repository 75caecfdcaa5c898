//! Tests of the refresh-token store.

use std::{
    collections::HashSet,
    time::{Duration, SystemTime},
};

use isotype_auth::{RefreshTokenStore, RefreshTokens, Rotation, Secret, TokenFamily};
use isotype_sql::{Database, Migrations, auth::SqlRefreshTokenStore};

use crate::engines::on_each_engine;

on_each_engine! {
    super::schema();
    stores_and_replaces_family
    only_one_concurrent_replacement_succeeds
    concurrent_rotations_return_same_token
    removes_revoked_and_expired_families
}

fn schema() -> Migrations {
    Migrations::new().step("refresh tokens", SqlRefreshTokenStore::UP, SqlRefreshTokenStore::DOWN)
}

const HOUR: Duration = Duration::from_secs(3600);

fn family(id: &str, subject: &str) -> TokenFamily {
    // The table stores milliseconds.
    let now = SystemTime::UNIX_EPOCH + Duration::from_millis(1_800_000_000_123);
    let (id, subject) = (id.to_owned(), subject.to_owned());
    TokenFamily {
        id,
        subject,
        current_digest: "one".to_owned(),
        previous_digest: None,
        rotated_at: now,
        expires_at: now + HOUR,
    }
}

async fn stores_and_replaces_family(database: Database) {
    let store = SqlRefreshTokenStore::new(&database);
    let first = family("a", "ann");
    store.insert(first.clone()).await.unwrap();
    assert_eq!(store.find("a").await.unwrap(), Some(first.clone()));
    let next = TokenFamily { current_digest: "two".to_owned(), previous_digest: Some("one".to_owned()), ..first };
    assert!(store.replace("one", next.clone()).await.unwrap());
    assert!(!store.replace("one", family("a", "ann")).await.unwrap());
    assert_eq!(store.find("a").await.unwrap(), Some(next));
    assert_eq!(store.find("b").await.unwrap(), None);
}

async fn only_one_concurrent_replacement_succeeds(database: Database) {
    let store = SqlRefreshTokenStore::new(&database);
    store.insert(family("a", "ann")).await.unwrap();
    let tasks: Vec<_> = (0..10)
        .map(|index| {
            let (store, next) =
                (store.clone(), TokenFamily { current_digest: format!("next {index}"), ..family("a", "ann") });
            tokio::spawn(async move { store.replace("one", next).await.unwrap() })
        })
        .collect();
    let mut replaced = 0;
    for task in tasks {
        replaced += usize::from(task.await.unwrap());
    }
    assert_eq!(replaced, 1);
}

async fn concurrent_rotations_return_same_token(database: Database) {
    let tokens =
        RefreshTokens::new(SqlRefreshTokenStore::new(&database), &Secret::random().unwrap()).grace_period(HOUR);
    let first = tokens.issue("ann").await.unwrap();
    let tasks: Vec<_> = (0..10)
        .map(|_| {
            let (tokens, first) = (tokens.clone(), first.clone());
            tokio::spawn(async move {
                match tokens.rotate(first.as_str()).await.unwrap() {
                    Rotation::Rotated { token, .. } => token.as_str().to_owned(),
                    other => format!("{other:?}"),
                }
            })
        })
        .collect();
    let mut rotated = HashSet::new();
    for task in tasks {
        rotated.insert(task.await.unwrap());
    }
    let [next] = &rotated.into_iter().collect::<Vec<_>>()[..] else { panic!("the rotations return different tokens") };
    assert!(matches!(tokens.rotate(next).await.unwrap(), Rotation::Rotated { .. }));
    assert!(matches!(tokens.rotate(first.as_str()).await.unwrap(), Rotation::Replayed { subject } if subject == "ann"));
}

async fn removes_revoked_and_expired_families(database: Database) {
    let store = SqlRefreshTokenStore::new(&database);
    for (id, subject) in [("a", "ann"), ("b", "ann"), ("c", "bob"), ("d", "eve")] {
        store.insert(family(id, subject)).await.unwrap();
    }
    store.remove("c").await.unwrap();
    store.remove("c").await.unwrap();
    store.remove_by_subject("ann").await.unwrap();
    let exists = async |id| store.find(id).await.unwrap().is_some();
    assert_eq!(
        [exists("a").await, exists("b").await, exists("c").await, exists("d").await],
        [false, false, false, true]
    );
    let end = family("d", "eve").expires_at;
    store.remove_expired(end - HOUR).await.unwrap();
    assert!(exists("d").await);
    store.remove_expired(end).await.unwrap();
    assert!(!exists("d").await);
}

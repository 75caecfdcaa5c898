//! Families of refresh tokens.

use std::{
    collections::HashSet,
    time::{Duration, SystemTime},
};

use isotype_auth::{RefreshTokenStore, RefreshTokens, Rotation, Secret, TokenFamily};
use isotype_sql::{Database, Migrations, auth::SqlRefreshTokenStore};

use crate::engines::on_each_engine;

on_each_engine! {
    super::schema();
    a_family_is_kept_as_it_is
    of_many_at_once_one_replaces_it
    many_tabs_at_once_get_the_same_token
    the_ended_and_the_expired_are_gone
}

fn schema() -> Migrations {
    Migrations::new().step("refresh", SqlRefreshTokenStore::UP, SqlRefreshTokenStore::DOWN)
}

const HOUR: Duration = Duration::from_secs(3600);

fn family(id: &str, subject: &str) -> TokenFamily {
    // A table keeps milliseconds.
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

async fn a_family_is_kept_as_it_is(database: Database) {
    let families = SqlRefreshTokenStore::new(&database);
    let first = family("a", "ann");
    families.insert(first.clone()).await.unwrap();
    assert_eq!(families.find("a").await.unwrap(), Some(first.clone()));
    let next = TokenFamily { current_digest: "two".to_owned(), previous_digest: Some("one".to_owned()), ..first };
    assert!(families.replace("one", next.clone()).await.unwrap());
    assert!(!families.replace("one", family("a", "ann")).await.unwrap());
    assert_eq!(families.find("a").await.unwrap(), Some(next));
    assert_eq!(families.find("b").await.unwrap(), None);
}

async fn of_many_at_once_one_replaces_it(database: Database) {
    let families = SqlRefreshTokenStore::new(&database);
    families.insert(family("a", "ann")).await.unwrap();
    let tasks: Vec<_> = (0..10)
        .map(|index| {
            let (families, next) =
                (families.clone(), TokenFamily { current_digest: format!("next {index}"), ..family("a", "ann") });
            tokio::spawn(async move { families.replace("one", next).await.unwrap() })
        })
        .collect();
    let mut replaced = 0;
    for task in tasks {
        replaced += usize::from(task.await.unwrap());
    }
    assert_eq!(replaced, 1);
}

async fn many_tabs_at_once_get_the_same_token(database: Database) {
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
    let mut given = HashSet::new();
    for task in tasks {
        given.insert(task.await.unwrap());
    }
    let [next] = &given.into_iter().collect::<Vec<_>>()[..] else { panic!("one token for all") };
    assert!(matches!(tokens.rotate(next).await.unwrap(), Rotation::Rotated { .. }));
    assert!(matches!(tokens.rotate(first.as_str()).await.unwrap(), Rotation::Replayed { subject } if subject == "ann"));
}

async fn the_ended_and_the_expired_are_gone(database: Database) {
    let families = SqlRefreshTokenStore::new(&database);
    for (id, subject) in [("a", "ann"), ("b", "ann"), ("c", "bob"), ("d", "eve")] {
        families.insert(family(id, subject)).await.unwrap();
    }
    families.remove("c").await.unwrap();
    families.remove("c").await.unwrap();
    families.remove_by_subject("ann").await.unwrap();
    let kept = async |id| families.find(id).await.unwrap().is_some();
    assert_eq!([kept("a").await, kept("b").await, kept("c").await, kept("d").await], [false, false, false, true]);
    let end = family("d", "eve").expires_at;
    families.remove_expired(end - HOUR).await.unwrap();
    assert!(kept("d").await);
    families.remove_expired(end).await.unwrap();
    assert!(!kept("d").await);
}

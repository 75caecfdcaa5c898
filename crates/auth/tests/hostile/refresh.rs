//! Refresh tokens in two hands.

use std::time::Duration;

use isotype_auth::{RefreshTokens, Rotation};

use crate::{forge::secret, table::row};

fn tokens(grace: Duration) -> RefreshTokens {
    RefreshTokens::in_memory(&secret()).grace_period(grace)
}

async fn next(tokens: &RefreshTokens, token: &str) -> Option<String> {
    match tokens.rotate(token).await.unwrap() {
        Rotation::Rotated { subject, token } if subject == "ann" => Some(token.as_str().to_owned()),
        _ => None,
    }
}

async fn is_replay(tokens: &RefreshTokens, token: &str) -> bool {
    matches!(tokens.rotate(token).await.unwrap(), Rotation::Replayed { .. })
}

#[tokio::test]
async fn a_replayed_token_ends_its_family() {
    let tokens = tokens(Duration::ZERO);
    let first = tokens.issue("ann").await.unwrap();
    let other = tokens.issue("ann").await.unwrap();
    let second = next(&tokens, first.as_str()).await.unwrap();
    assert!(is_replay(&tokens, first.as_str()).await);
    assert!(next(&tokens, &second).await.is_none(), "the thief's or the owner's: nobody knows");
    assert!(next(&tokens, other.as_str()).await.is_some(), "another sign-in goes on");
    row("a refresh token, replayed", "its family has ended, the newest token included");
}

#[tokio::test]
async fn two_tabs_at_once_get_the_same_token() {
    let tokens = tokens(Duration::from_secs(60));
    let first = tokens.issue("ann").await.unwrap();
    let (one, two) = tokio::join!(next(&tokens, first.as_str()), next(&tokens, first.as_str()));
    assert!(one.is_some() && one == two);
    assert!(next(&tokens, &one.unwrap()).await.is_some());
    row("a refresh token used by two tabs at once", "both get the same successor");
}

#[tokio::test]
async fn a_thief_within_the_grace_is_found_out_at_the_next_turn() {
    let tokens = tokens(Duration::from_secs(60));
    let first = tokens.issue("ann").await.unwrap();
    let owner = next(&tokens, first.as_str()).await.unwrap();
    let thief = next(&tokens, first.as_str()).await.unwrap();
    let third = next(&tokens, &owner).await.unwrap();
    let fourth = next(&tokens, &third).await.unwrap();
    assert!(is_replay(&tokens, &thief).await, "two turns later it is no race any more");
    assert!(next(&tokens, &fourth).await.is_none());
    row("a thief who replays within the grace", "has the owner's own successor, and is found out by it");
}

#[tokio::test]
async fn the_grace_ends_once_the_successor_is_used() {
    let tokens = tokens(Duration::from_secs(60));
    let first = tokens.issue("ann").await.unwrap();
    let second = next(&tokens, first.as_str()).await.unwrap();
    next(&tokens, &second).await.unwrap();
    assert!(is_replay(&tokens, first.as_str()).await);
    row("a replay within the grace, after its successor was used", "its family has ended");
}

#[tokio::test]
async fn made_up_tokens() {
    let tokens = tokens(Duration::ZERO);
    let token = tokens.issue("ann").await.unwrap();
    for made_up in ["", ".", "a.b", "' OR 1=1 --", &"x".repeat(100_000)] {
        assert!(matches!(tokens.rotate(made_up).await.unwrap(), Rotation::Invalid));
    }
    assert!(next(&tokens, token.as_str()).await.is_some());
    row("made-up refresh tokens", "unknown, and nobody's family ends");
}

#[tokio::test]
async fn old_and_ended_tokens() {
    let tokens = tokens(Duration::ZERO);
    let old = tokens.clone().lifetime(Duration::ZERO).issue("ann").await.unwrap();
    assert!(next(&tokens, old.as_str()).await.is_none());
    let ended = tokens.issue("ann").await.unwrap();
    tokens.revoke(ended.as_str()).await.unwrap();
    assert!(next(&tokens, ended.as_str()).await.is_none());
    let all = tokens.issue("ann").await.unwrap();
    tokens.revoke_all("ann").await.unwrap();
    assert!(next(&tokens, all.as_str()).await.is_none());
    row("an expired refresh token, and one that was signed out", "unknown");
}

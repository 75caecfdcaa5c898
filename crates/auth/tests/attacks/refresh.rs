//! Tests of refresh-token reuse.

use std::time::Duration;

use isotype_auth::{RefreshTokens, Rotation};

use crate::{assertions::print_row, forge::secret};

fn tokens(grace_period: Duration) -> RefreshTokens {
    RefreshTokens::in_memory(&secret()).grace_period(grace_period)
}

async fn rotate(tokens: &RefreshTokens, token: &str) -> Option<String> {
    match tokens.rotate(token).await.unwrap() {
        Rotation::Rotated { subject, token } if subject == "ann" => Some(token.as_str().to_owned()),
        _ => None,
    }
}

async fn is_replay(tokens: &RefreshTokens, token: &str) -> bool {
    matches!(tokens.rotate(token).await.unwrap(), Rotation::Replayed { .. })
}

#[tokio::test]
async fn reuse_revokes_the_token_family() {
    let tokens = tokens(Duration::ZERO);
    let first = tokens.issue("ann").await.unwrap();
    let other = tokens.issue("ann").await.unwrap();
    let second = rotate(&tokens, first.as_str()).await.unwrap();
    assert!(is_replay(&tokens, first.as_str()).await);
    assert!(rotate(&tokens, &second).await.is_none(), "the successor is revoked, too");
    assert!(rotate(&tokens, other.as_str()).await.is_some(), "another sign-in stays valid");
    print_row("a reused refresh token", "its family is revoked, including the newest token");
}

#[tokio::test]
async fn concurrent_rotations_return_the_same_successor() {
    let tokens = tokens(Duration::from_secs(60));
    let first = tokens.issue("ann").await.unwrap();
    let (one, two) = tokio::join!(rotate(&tokens, first.as_str()), rotate(&tokens, first.as_str()));
    assert!(one.is_some() && one == two);
    assert!(rotate(&tokens, &one.unwrap()).await.is_some());
    print_row("a refresh token used by two tabs at once", "both get the same successor");
}

#[tokio::test]
async fn detects_reuse_within_the_grace_period_at_a_later_rotation() {
    let tokens = tokens(Duration::from_secs(60));
    let first = tokens.issue("ann").await.unwrap();
    let owner = rotate(&tokens, first.as_str()).await.unwrap();
    let thief = rotate(&tokens, first.as_str()).await.unwrap();
    let third = rotate(&tokens, &owner).await.unwrap();
    let fourth = rotate(&tokens, &third).await.unwrap();
    assert!(is_replay(&tokens, &thief).await, "two rotations later it counts as a replay");
    assert!(rotate(&tokens, &fourth).await.is_none());
    print_row("a refresh token stolen and used within the grace period", "detected when its successor is reused");
}

#[tokio::test]
async fn grace_period_ends_once_the_successor_is_used() {
    let tokens = tokens(Duration::from_secs(60));
    let first = tokens.issue("ann").await.unwrap();
    let second = rotate(&tokens, first.as_str()).await.unwrap();
    rotate(&tokens, &second).await.unwrap();
    assert!(is_replay(&tokens, first.as_str()).await);
    print_row("reuse within the grace period after the successor was used", "its family is revoked");
}

#[tokio::test]
async fn forged_tokens_are_invalid_and_revoke_nothing() {
    let tokens = tokens(Duration::ZERO);
    let token = tokens.issue("ann").await.unwrap();
    for forged in ["", ".", "a.b", "' OR 1=1 --", &"x".repeat(100_000)] {
        assert!(matches!(tokens.rotate(forged).await.unwrap(), Rotation::Invalid));
    }
    assert!(rotate(&tokens, token.as_str()).await.is_some());
    print_row("forged refresh tokens", "invalid, no family is revoked");
}

#[tokio::test]
async fn expired_and_revoked_tokens_are_invalid() {
    let tokens = tokens(Duration::ZERO);
    let expired = tokens.clone().lifetime(Duration::ZERO).issue("ann").await.unwrap();
    assert!(rotate(&tokens, expired.as_str()).await.is_none());
    let revoked = tokens.issue("ann").await.unwrap();
    tokens.revoke(revoked.as_str()).await.unwrap();
    assert!(rotate(&tokens, revoked.as_str()).await.is_none());
    let token = tokens.issue("ann").await.unwrap();
    tokens.revoke_all("ann").await.unwrap();
    assert!(rotate(&tokens, token.as_str()).await.is_none());
    print_row("an expired or revoked refresh token", "invalid");
}

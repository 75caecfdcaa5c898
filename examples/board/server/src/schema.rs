//! Tables and migrations of the database.

use isotype::sql::{
    Migrations, SqlIdempotencyStore,
    auth::{SqlRefreshTokenStore, SqlSessionStore},
};
use sea_query::Iden;

/// Returns all migrations, in order.
pub fn migrations() -> Migrations {
    Migrations::new()
        .step("users", include_str!("../migrations/1_users.up.sql"), include_str!("../migrations/1_users.down.sql"))
        .step("posts", include_str!("../migrations/2_posts.up.sql"), include_str!("../migrations/2_posts.down.sql"))
        .step("refresh tokens", SqlRefreshTokenStore::UP, SqlRefreshTokenStore::DOWN)
        .step("sessions", SqlSessionStore::UP, SqlSessionStore::DOWN)
        .step("idempotency keys", SqlIdempotencyStore::UP, SqlIdempotencyStore::DOWN)
}

/// Table of accounts.
#[derive(Clone, Copy, Iden)]
#[expect(missing_docs, reason = "variants are named after the columns")]
pub enum Users {
    Table,
    Id,
    Email,
    Name,
    PasswordHash,
    Role,
    CreatedAt,
}

/// Table of posts.
#[derive(Clone, Copy, Iden)]
#[expect(missing_docs, reason = "variants are named after the columns")]
pub enum Posts {
    Table,
    Id,
    AuthorId,
    Title,
    Body,
    CreatedAt,
}

/// Table of post events.
#[derive(Clone, Copy, Iden)]
#[expect(missing_docs, reason = "variants are named after the columns")]
pub enum PostEvents {
    Table,
    Id,
    Data,
}

/// Table with the id of the last post event, in its only row.
#[derive(Clone, Copy, Iden)]
#[expect(missing_docs, reason = "variants are named after the columns")]
pub enum PostEventCounter {
    Table,
    LastId,
}

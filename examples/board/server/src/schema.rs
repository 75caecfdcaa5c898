//! Tables, and the way to them and back.

use isotype::sql::{
    Migrations, SqlIdempotencyStore,
    auth::{SqlRefreshTokenStore, SqlSessionStore},
};
use sea_query::Iden;

/// The steps of the schema.
pub fn migrations() -> Migrations {
    Migrations::new()
        .step("users", include_str!("../migrations/1_users.up.sql"), include_str!("../migrations/1_users.down.sql"))
        .step("posts", include_str!("../migrations/2_posts.up.sql"), include_str!("../migrations/2_posts.down.sql"))
        .step(
            "old refresh tokens",
            include_str!("../migrations/3_old_refresh_tokens.up.sql"),
            include_str!("../migrations/3_old_refresh_tokens.down.sql"),
        )
        .step("refresh tokens", SqlRefreshTokenStore::UP, SqlRefreshTokenStore::DOWN)
        .step("sessions", SqlSessionStore::UP, SqlSessionStore::DOWN)
        .step("idempotency keys", SqlIdempotencyStore::UP, SqlIdempotencyStore::DOWN)
}

/// People with an account.
#[derive(Clone, Copy, Iden)]
#[expect(missing_docs, reason = "named like the columns")]
pub enum Users {
    Table,
    Id,
    Email,
    Name,
    PasswordHash,
    Role,
    CreatedAt,
}

/// What hangs on the board.
#[derive(Clone, Copy, Iden)]
#[expect(missing_docs, reason = "named like the columns")]
pub enum Posts {
    Table,
    Id,
    AuthorId,
    Title,
    Body,
    CreatedAt,
}

/// What happened on the board.
#[derive(Clone, Copy, Iden)]
#[expect(missing_docs, reason = "named like the columns")]
pub enum PostEvents {
    Table,
    Id,
    Data,
}

/// The number of the last event.
#[derive(Clone, Copy, Iden)]
#[expect(missing_docs, reason = "named like the columns")]
pub enum PostEventCounter {
    Table,
    LastId,
}

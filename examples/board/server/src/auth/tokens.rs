//! Refresh tokens: rotating, and by families.

use std::time::Duration;

use http::{HeaderValue, header::InvalidHeaderValue};
use isotype_auth::OpaqueToken;
use isotype_sql::{Database, DbError};
use sea_query::{Expr, ExprTrait, Query};
use sqlx::Row;
use uuid::Uuid;

use crate::{app::now, failure::Failure, schema::RefreshTokens as Table};

/// The name of the cookie.
pub(super) const COOKIE: &str = "refresh";

const LIFETIME: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The refresh tokens. Each is good once: using it makes the next of its family. Using one again means that two have
/// it, and nobody knows which of them is the thief, so that the whole family ends.
#[derive(Clone, Debug)]
pub struct Tokens {
    database: Database,
    secure: bool,
}

/// What a rotation gives.
pub(super) struct Rotated {
    pub(super) user: String,
    pub(super) token: OpaqueToken,
}

impl Tokens {
    pub(crate) fn new(database: Database, secure: bool) -> Tokens {
        Tokens { database, secure }
    }

    /// The first token of a new family.
    pub(super) async fn begin(&self, user: &str) -> Result<OpaqueToken, Failure> {
        self.forget_expired().await?;
        let token = OpaqueToken::random()?;
        self.database.run(&insert(&token, &Uuid::now_v7().to_string(), user)).await?;
        Ok(token)
    }

    /// The next token for one that has not been used; `None` for any other.
    pub(super) async fn rotate(&self, token: &str) -> Result<Option<Rotated>, Failure> {
        let digest = OpaqueToken::digest_of(token);
        let mut transaction = self.database.begin().await?;
        let select = Query::select()
            .columns([Table::Family, Table::UserId])
            .from(Table::Table)
            .and_where(Expr::col(Table::Digest).eq(digest.as_str()))
            .and_where(Expr::col(Table::ExpiresAt).gt(now()))
            .to_owned();
        let Some(row) = transaction.first(&select).await? else { return Ok(None) };
        let family: String = row.try_get("family").map_err(DbError::from)?;
        let user: String = row.try_get("user_id").map_err(DbError::from)?;
        // The update decides, not the select: of two at the same time one finds the row used.
        let spend = Query::update()
            .table(Table::Table)
            .value(Table::Used, 1_i64)
            .and_where(Expr::col(Table::Digest).eq(digest))
            .and_where(Expr::col(Table::Used).eq(0_i64))
            .to_owned();
        if transaction.run(&spend).await? == 0 {
            transaction.run(&end(&family)).await?;
            transaction.commit().await?;
            tracing::warn!(user, "a refresh token was used twice: its family is revoked");
            return Ok(None);
        }
        let next = OpaqueToken::random()?;
        transaction.run(&insert(&next, &family, &user)).await?;
        transaction.commit().await?;
        Ok(Some(Rotated { user, token: next }))
    }

    /// Ends the family of a token.
    pub(super) async fn revoke(&self, token: &str) -> Result<(), DbError> {
        let select = Query::select()
            .column(Table::Family)
            .from(Table::Table)
            .and_where(Expr::col(Table::Digest).eq(OpaqueToken::digest_of(token)))
            .to_owned();
        if let Some(row) = self.database.first(&select).await? {
            let family: String = row.try_get("family")?;
            self.database.run(&end(&family)).await?;
        }
        Ok(())
    }

    /// The cookie that hands a token to the browser, out of reach for scripts and other sites.
    pub(super) fn cookie(&self, token: &OpaqueToken) -> Result<HeaderValue, InvalidHeaderValue> {
        self.set_cookie(token.as_str(), LIFETIME)
    }

    /// The cookie that takes it away.
    pub(super) fn no_cookie(&self) -> Result<HeaderValue, InvalidHeaderValue> {
        self.set_cookie("", Duration::ZERO)
    }

    fn set_cookie(&self, value: &str, lifetime: Duration) -> Result<HeaderValue, InvalidHeaderValue> {
        let (age, secure) = (lifetime.as_secs(), if self.secure { "; Secure" } else { "" });
        HeaderValue::try_from(format!("{COOKIE}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Strict{secure}"))
    }

    async fn forget_expired(&self) -> Result<(), DbError> {
        let delete =
            Query::delete().from_table(Table::Table).and_where(Expr::col(Table::ExpiresAt).lte(now())).to_owned();
        self.database.run(&delete).await.map(drop)
    }
}

fn insert(token: &OpaqueToken, family: &str, user: &str) -> sea_query::InsertStatement {
    let expires = now().saturating_add_unsigned(LIFETIME.as_secs() * 1000);
    Query::insert()
        .into_table(Table::Table)
        .columns([Table::Digest, Table::Family, Table::UserId, Table::Used, Table::ExpiresAt])
        .values_panic([token.digest().into(), family.into(), user.into(), 0_i64.into(), expires.into()])
        .to_owned()
}

fn end(family: &str) -> sea_query::DeleteStatement {
    Query::delete().from_table(Table::Table).and_where(Expr::col(Table::Family).eq(family)).to_owned()
}

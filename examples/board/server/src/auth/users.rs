//! Storage of accounts.

use isotype::sql::{Database, DbError};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sqlx::{Row, any::AnyRow};
use uuid::Uuid;

use super::{Role, User};
use crate::{app::now_millis, schema::Users as Table};

/// Accounts in the database.
#[derive(Clone, Debug)]
pub struct Users {
    database: Database,
    admins: Vec<String>,
}

/// New account, with its address and name already normalized.
pub(super) struct NewUser {
    pub(super) email: String,
    pub(super) name: String,
    pub(super) password_hash: String,
}

impl Users {
    pub(crate) fn new(database: Database, admins: &[String]) -> Users {
        Users { database, admins: admins.iter().map(|email| normalize(email)).collect() }
    }

    /// Makes existing accounts of the configured administrators administrators.
    ///
    /// # Errors
    ///
    /// Returns [`DbError`] if the update fails.
    pub async fn promote_admins(&self) -> Result<(), DbError> {
        if self.admins.is_empty() {
            return Ok(());
        }
        let update = Query::update()
            .table(Table::Table)
            .value(Table::Role, Role::Admin.as_str())
            .and_where(Expr::col(Table::Email).is_in(self.admins.clone()))
            .to_owned();
        self.database.execute(&update).await.map(drop)
    }

    /// Returns the user with the given id.
    ///
    /// # Errors
    ///
    /// Returns [`DbError`] if the query fails.
    pub async fn by_id(&self, id: &str) -> Result<Option<User>, DbError> {
        let row = self.database.fetch_optional(select().and_where(Expr::col(Table::Id).eq(id))).await?;
        row.as_ref().map(user).transpose()
    }

    /// Returns the user with the given e-mail address, and the hash of their password.
    pub(super) async fn by_email(&self, email: &str) -> Result<Option<(User, String)>, DbError> {
        let row =
            self.database.fetch_optional(select().and_where(Expr::col(Table::Email).eq(normalize(email)))).await?;
        row.map(|row| Ok((user(&row)?, row.try_get("password_hash")?))).transpose()
    }

    /// Replaces the password hash of a user.
    pub(super) async fn set_password_hash(&self, id: &str, hash: String) -> Result<(), DbError> {
        let update = Query::update()
            .table(Table::Table)
            .value(Table::PasswordHash, hash)
            .and_where(Expr::col(Table::Id).eq(id))
            .to_owned();
        self.database.execute(&update).await.map(drop)
    }

    /// Inserts an account. Fails with a unique violation if the address already has one.
    pub(super) async fn insert(&self, new: NewUser) -> Result<User, DbError> {
        let NewUser { email, name, password_hash } = new;
        let role = if self.admins.contains(&email) { Role::Admin } else { Role::Member };
        let user = User { id: Uuid::now_v7().to_string(), email, name, role, scopes: role.scopes() };
        let insert = Query::insert()
            .into_table(Table::Table)
            .columns([Table::Id, Table::Email, Table::Name, Table::PasswordHash, Table::Role, Table::CreatedAt])
            .values_panic([
                user.id.as_str().into(),
                user.email.as_str().into(),
                user.name.as_str().into(),
                password_hash.into(),
                role.as_str().into(),
                now_millis().into(),
            ])
            .to_owned();
        self.database.execute(&insert).await?;
        Ok(user)
    }
}

/// Normalizes an e-mail address, so that different spellings of it share an account.
fn normalize(email: &str) -> String {
    email.trim().to_lowercase()
}

fn select() -> SelectStatement {
    Query::select()
        .columns([Table::Id, Table::Email, Table::Name, Table::PasswordHash, Table::Role])
        .from(Table::Table)
        .to_owned()
}

fn user(row: &AnyRow) -> Result<User, DbError> {
    let role = Role::parse(row.try_get("role")?);
    Ok(User {
        id: row.try_get("id")?,
        email: row.try_get("email")?,
        name: row.try_get("name")?,
        role,
        scopes: role.scopes(),
    })
}

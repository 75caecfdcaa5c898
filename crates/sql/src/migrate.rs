//! Reversible schema migrations.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};

use crate::Database;

/// Error returned when a migration fails.
#[derive(Debug, thiserror::Error)]
#[error("cannot migrate the database: {0}")]
pub struct MigrateError(#[from] sqlx::migrate::MigrateError);

/// Ordered list of reversible schema migrations.
///
/// Steps run unchanged on SQLite and PostgreSQL, so they must use SQL that both support.
///
/// # Example
///
/// ```
/// use isotype_sql::Migrations;
///
/// let migrations = Migrations::new()
///     .step("users", "CREATE TABLE users (id TEXT PRIMARY KEY)", "DROP TABLE users");
/// ```
#[derive(Debug, Default)]
pub struct Migrations(Vec<Migration>);

impl Migrations {
    /// Creates an empty list of migrations.
    pub fn new() -> Migrations {
        Migrations::default()
    }

    /// Adds a step. Steps are numbered from 1 in the order in which they are added.
    ///
    /// `up` applies the step and `down` reverts it. Both may contain several statements.
    #[must_use]
    pub fn step(mut self, name: &'static str, up: &'static str, down: &'static str) -> Migrations {
        let version = self.last_version() + 1;
        for (kind, sql) in [(MigrationType::ReversibleUp, up), (MigrationType::ReversibleDown, down)] {
            let sql = sqlx::SqlSafeStr::into_sql_str(sql);
            self.0.push(Migration::new(version, Cow::Borrowed(name), kind, sql, false));
        }
        self
    }

    /// Applies all steps that the database does not have yet.
    ///
    /// # Errors
    ///
    /// Returns [`MigrateError`] if a step fails, or if a step was changed after it was applied.
    pub async fn up(self, database: &Database) -> Result<(), MigrateError> {
        Ok(Migrator::with_migrations(self.0).run(database.pool()).await?)
    }

    /// Reverts all steps after step `target`, most recent first. A target of 0 reverts all of them.
    ///
    /// # Errors
    ///
    /// Returns [`MigrateError`] if reverting a step fails.
    pub async fn down(self, database: &Database, target: i64) -> Result<(), MigrateError> {
        Ok(Migrator::with_migrations(self.0).undo(database.pool(), target).await?)
    }

    fn last_version(&self) -> i64 {
        self.0.last().map_or(0, |migration| migration.version)
    }
}

#[cfg(test)]
mod tests {
    use sqlx::Executor;

    use super::*;

    fn migrations() -> Migrations {
        Migrations::new()
            .step(
                "one",
                "CREATE TABLE one (id TEXT PRIMARY KEY); CREATE TABLE uno (a TEXT)",
                "DROP TABLE one; DROP TABLE uno",
            )
            .step("two", "CREATE TABLE two (id TEXT REFERENCES one (id))", "DROP TABLE two")
    }

    #[tokio::test]
    async fn up_is_repeatable_and_down_reverts_to_target() {
        let database = Database::open("sqlite::memory:").await.unwrap();
        migrations().up(&database).await.unwrap();
        migrations().up(&database).await.unwrap();
        migrations().down(&database, 1).await.unwrap();
        assert!(database.pool().execute("SELECT * FROM two").await.is_err());
        assert!(database.pool().execute("SELECT * FROM one").await.is_ok());
        migrations().down(&database, 0).await.unwrap();
        assert!(database.pool().execute("SELECT * FROM one").await.is_err());
        migrations().up(&database).await.unwrap();
    }
}

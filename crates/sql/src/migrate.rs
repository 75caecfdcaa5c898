//! Migrations that can be taken back.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};

use crate::Database;

/// Why a migration did not run.
#[derive(Debug, thiserror::Error)]
#[error("the database could not be migrated: {0}")]
pub struct MigrateError(#[from] sqlx::migrate::MigrateError);

/// The steps of a schema, in order, each with the way back. They run on both engines, so they keep to what both understand.
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
    /// None.
    pub fn new() -> Migrations {
        Migrations::default()
    }

    /// One step more; its number is its place.
    #[must_use]
    pub fn step(mut self, name: &'static str, up: &'static str, down: &'static str) -> Migrations {
        let version = self.last() + 1;
        for (kind, sql) in [(MigrationType::ReversibleUp, up), (MigrationType::ReversibleDown, down)] {
            let sql = sqlx::SqlSafeStr::into_sql_str(sql);
            self.0.push(Migration::new(version, Cow::Borrowed(name), kind, sql, false));
        }
        self
    }

    /// Brings the database to the last step.
    ///
    /// # Errors
    ///
    /// When a step fails, or a step that the database went through has been changed since.
    pub async fn up(self, database: &Database) -> Result<(), MigrateError> {
        Ok(Migrator::with_migrations(self.0).run(database.pool()).await?)
    }

    /// Takes back every step above `target`; 0 takes back all.
    ///
    /// # Errors
    ///
    /// When a step back fails.
    pub async fn down(self, database: &Database, target: i64) -> Result<(), MigrateError> {
        Ok(Migrator::with_migrations(self.0).undo(database.pool(), target).await?)
    }

    fn last(&self) -> i64 {
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
    async fn up_is_repeatable_and_down_takes_back() {
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

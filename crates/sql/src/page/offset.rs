//! Numbered pages, for those who need to jump: each costs what all before it cost, and rows move between them while they come and go.

use isotype_lowering::{Type, specta};
use sea_query::{Asterisk, Expr, Func, Query, SelectStatement};
use serde::{Deserialize, Serialize};
use sqlx::{Row, any::AnyRow};

use crate::{Database, DbError};

/// Some items of a list, and how many there are in all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OffsetPage<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// The number of items on all pages.
    pub total: u32,
}

/// Which items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset {
    /// How many to pass over.
    pub skip: u32,
    /// How many to take at most.
    pub limit: u32,
}

impl Offset {
    /// That many rows of those that `select` finds, in the order that it says.
    ///
    /// # Errors
    ///
    /// What the database refuses with, or `read`.
    pub async fn page<T, E: From<DbError>>(
        self,
        database: &Database,
        select: &SelectStatement,
        read: impl Fn(&AnyRow) -> Result<T, E>,
    ) -> Result<OffsetPage<T>, E> {
        let all = select.clone().clear_order_by().to_owned();
        let count = Query::select().expr(Func::count(Expr::col(Asterisk))).from_subquery(all, "counted").to_owned();
        let total = match database.fetch_optional(&count).await? {
            Some(row) => row.try_get::<i64, _>(0).map_err(DbError::from)?,
            None => 0,
        };
        let select = select.clone().limit(self.limit.into()).offset(self.skip.into()).to_owned();
        let rows = database.fetch_all(&select).await?;
        let items = rows.iter().map(read).collect::<Result<_, E>>()?;
        Ok(OffsetPage { items, total: u32::try_from(total).unwrap_or(u32::MAX) })
    }
}

//! Offset pagination.

use isotype_lowering::specta;
use sea_query::{Asterisk, Expr, Func, Query, SelectStatement};
use serde::{Deserialize, Serialize};
use sqlx::{Row, any::AnyRow};

use crate::{Database, DbError};

/// Page of a list, fetched with [`Offset`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct OffsetPage<T> {
    /// Items of this page.
    pub items: Vec<T>,
    /// Number of items on all pages.
    pub total: u32,
}

/// Offset pagination, for interfaces with page numbers.
///
/// The cost of a page grows with `skip`, and items move between pages when rows are inserted or deleted. Prefer
/// [`Keyset`](crate::Keyset) where users only go to the next or the previous page.
///
/// # Example
///
/// ```
/// use isotype_sql::{Database, DbError, Offset, OffsetPage};
/// use sea_query::{Order, Query};
/// use sqlx::Row;
///
/// async fn page(database: &Database, number: u32) -> Result<OffsetPage<String>, DbError> {
///     let select = Query::select().column("title").from("posts").order_by("title", Order::Asc).to_owned();
///     let offset = Offset { skip: number.saturating_mul(20), limit: 20 };
///     offset.page(database, &select, |row| Ok(row.try_get("title")?)).await
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset {
    /// Number of items to skip before the page.
    pub skip: u32,
    /// Maximum number of items on the page.
    pub limit: u32,
}

impl Offset {
    /// Fetches one page of the rows that `select` returns, in the order of `select`, and counts all rows.
    ///
    /// `decode` turns a row into an item.
    ///
    /// # Errors
    ///
    /// Returns a [`DbError`] if the database fails, or any error from `decode`.
    pub async fn page<T, E: From<DbError>>(
        self,
        database: &Database,
        select: &SelectStatement,
        decode: impl Fn(&AnyRow) -> Result<T, E>,
    ) -> Result<OffsetPage<T>, E> {
        let all = select.clone().clear_order_by().to_owned();
        let count = Query::select().expr(Func::count(Expr::col(Asterisk))).from_subquery(all, "counted").to_owned();
        let total = match database.fetch_optional(&count).await? {
            Some(row) => row.try_get::<i64, _>(0).map_err(DbError::from)?,
            None => 0,
        };
        let select = select.clone().limit(self.limit.into()).offset(self.skip.into()).to_owned();
        let rows = database.fetch_all(&select).await?;
        let items = rows.iter().map(decode).collect::<Result<_, E>>()?;
        Ok(OffsetPage { items, total: u32::try_from(total).unwrap_or(u32::MAX) })
    }
}

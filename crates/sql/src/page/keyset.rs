//! Keyset pagination.

use std::fmt;

use isotype_core::Invalid;
use isotype_lowering::specta;
use sea_query::{IntoColumnRef, NullOrdering, SelectStatement};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use super::{
    PageRequest, SortValue,
    cursor::Position,
    sort::{self, SortColumn},
};
use crate::{Database, DbError};

/// Page of a list, with cursors to the adjacent pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// Items of this page.
    pub items: Vec<T>,
    /// Cursor of the next page; `null` on the last page.
    pub next_cursor: Option<String>,
    /// Cursor of the previous page; `null` on the first page.
    pub previous_cursor: Option<String>,
}

/// Keyset pagination of a list of `T`, defined by its sort columns.
///
/// A cursor contains the sort values of the row at the boundary of a page, and the next page starts after that row. The
/// last page is therefore as fast as the first, and inserting or deleting rows does not shift other rows between pages.
///
/// The sort columns together must identify a row, so the last one should be unique. Columns contain `i64`, `f64` or
/// strings; a nullable column needs [`nulls_first`](Keyset::nulls_first) or [`nulls_last`](Keyset::nulls_last).
///
/// # Example
///
/// ```
/// use isotype_core::Invalid;
/// use isotype_sql::{CursorSigner, Database, DbError, Keyset, Page};
/// use sea_query::Query;
/// use sqlx::{Row, any::AnyRow};
///
/// # #[derive(Debug, thiserror::Error)]
/// # enum ListError { #[error(transparent)] Db(#[from] DbError), #[error(transparent)] Invalid(#[from] Invalid) }
/// struct Post {
///     id: String,
///     score: Option<i64>,
/// }
///
/// fn decode(row: &AnyRow) -> Result<Post, DbError> {
///     Ok(Post { id: row.try_get("id")?, score: row.try_get("score")? })
/// }
///
/// async fn page(database: &Database, signer: &CursorSigner, cursor: Option<&str>) -> Result<Page<Post>, ListError> {
///     let best = Keyset::new("posts.best")
///         .descending("score", |post: &Post| post.score)
///         .nulls_last()
///         .ascending("id", |post| post.id.clone());
///     let select = Query::select().columns(["id", "score"]).from("posts").to_owned();
///     best.page(database, select, &signer.page(cursor, 20), |row| Ok(decode(row)?)).await
/// }
/// ```
pub struct Keyset<T> {
    list: &'static str,
    sorts: Vec<SortColumn>,
    sort_values: Vec<Box<SortValueFn<T>>>,
}

/// Function that returns an item's value in one sort column.
type SortValueFn<T> = dyn Fn(&T) -> SortValue + Send + Sync;

impl<T> Keyset<T> {
    /// Creates a keyset without sort columns. Cursors are valid only for lists with the same name and sort order.
    pub fn new(list: &'static str) -> Keyset<T> {
        Keyset { list, sorts: Vec::new(), sort_values: Vec::new() }
    }

    /// Adds a column in ascending order. `sort_value` returns an item's value in that column.
    #[must_use]
    pub fn ascending<K: Into<SortValue>>(
        self,
        column: impl IntoColumnRef,
        sort_value: impl Fn(&T) -> K + Send + Sync + 'static,
    ) -> Self {
        let column = column.into_column_ref();
        self.push_sort(SortColumn { column, is_descending: false, nulls: None }, sort_value)
    }

    /// Adds a column in descending order. `sort_value` returns an item's value in that column.
    #[must_use]
    pub fn descending<K: Into<SortValue>>(
        self,
        column: impl IntoColumnRef,
        sort_value: impl Fn(&T) -> K + Send + Sync + 'static,
    ) -> Self {
        let column = column.into_column_ref();
        self.push_sort(SortColumn { column, is_descending: true, nulls: None }, sort_value)
    }

    /// Sorts `NULL` before all other values in the most recently added column.
    #[must_use]
    pub fn nulls_first(self) -> Self {
        self.nulls(NullOrdering::First)
    }

    /// Sorts `NULL` after all other values in the most recently added column.
    #[must_use]
    pub fn nulls_last(self) -> Self {
        self.nulls(NullOrdering::Last)
    }

    fn nulls(mut self, nulls: NullOrdering) -> Self {
        if let Some(sort) = self.sorts.last_mut() {
            sort.nulls = Some(nulls);
        }
        self
    }

    fn push_sort<K: Into<SortValue>>(
        mut self,
        sort: SortColumn,
        sort_value: impl Fn(&T) -> K + Send + Sync + 'static,
    ) -> Self {
        self.sorts.push(sort);
        self.sort_values.push(Box::new(move |item| sort_value(item).into()));
        self
    }

    /// Fetches the requested page of the rows that `select` returns.
    ///
    /// `select` must not have an `ORDER BY` or `LIMIT` clause, since this method adds both. `decode` turns a row into
    /// an item.
    ///
    /// # Errors
    ///
    /// Returns [`Invalid`] for the field `cursor` if the cursor was not signed for this list and order, a [`DbError`]
    /// if the database fails, or any error from `decode`.
    pub async fn page<E: From<Invalid> + From<DbError>>(
        &self,
        database: &Database,
        mut select: SelectStatement,
        request: &PageRequest<'_>,
        decode: impl Fn(&AnyRow) -> Result<T, E>,
    ) -> Result<Page<T>, E> {
        let from = request.position(&self.name(), self.sorts.len())?;
        let is_backward = from.as_ref().is_some_and(|from| from.is_backward);
        let sorts: Vec<SortColumn> =
            self.sorts.iter().map(|sort| if is_backward { sort.reversed() } else { sort.clone() }).collect();
        if let Some(from) = &from {
            select.cond_where(sort::rows_after(&sorts, &from.sort_values));
        }
        sorts.iter().for_each(|sort| sort.apply(&mut select));
        // The extra row shows whether another page follows.
        select.limit(u64::from(request.limit) + 1);
        let rows = database.fetch_all(&select).await?;
        let limit = usize::try_from(request.limit).unwrap_or(usize::MAX);
        let has_more = rows.len() > limit;
        let mut items = rows.iter().take(limit).map(decode).collect::<Result<Vec<T>, E>>()?;
        if is_backward {
            items.reverse();
        }
        // The cursor came from an adjacent page, so there is a page on that side.
        let (has_previous, has_next) = if is_backward { (has_more, true) } else { (from.is_some(), has_more) };
        let sign = |item: &T, is_backward| {
            request.sign(&self.name(), &Position { is_backward, sort_values: self.sort_values_of(item) })
        };
        let next_cursor = items.last().filter(|_| has_next).map(|item| sign(item, false));
        let previous_cursor = items.first().filter(|_| has_previous).map(|item| sign(item, true));
        Ok(Page { items, next_cursor, previous_cursor })
    }

    fn sort_values_of(&self, item: &T) -> Vec<SortValue> {
        self.sort_values.iter().map(|sort_value| sort_value(item)).collect()
    }

    /// Returns the name that cursors are signed for. It includes the sort order, since a cursor is meaningless in
    /// another order.
    fn name(&self) -> String {
        format!("{} {:?}", self.list, self.sorts)
    }
}

impl<T> fmt::Debug for Keyset<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Keyset").field(&self.name()).finish()
    }
}

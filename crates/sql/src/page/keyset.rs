//! Keyset pages: as fast on the last page as on the first, and steady while rows come and go.

use std::fmt;

use isotype_core::Invalid;
use isotype_lowering::{Type, specta};
use sea_query::{IntoColumnRef, NullOrdering, SelectStatement};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use super::{
    PageRequest, SortValue,
    cursor::Position,
    sort::{self, SortColumn},
};
use crate::{Database, DbError};

/// One page of a list, and where those beside it begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// Give it as `cursor` to get the next page; `null` on the last.
    pub next_cursor: Option<String>,
    /// Give it as `cursor` to get the page before; `null` on the first.
    pub previous_cursor: Option<String>,
}

/// How a list of `T` is ordered, and so cut into pages.
///
/// All columns together must tell each row from every other: let the last of them be unique. A cursor holds what the row at the end of its
/// page has in them, and the next page is what stands behind that, however many rows were added or removed since.
///
/// # Example
///
/// ```
/// use isotype_core::Invalid;
/// use isotype_sql::{Cursors, Database, DbError, Keyset, Page};
/// use sea_query::Query;
/// use sqlx::Row;
///
/// # #[derive(Debug, thiserror::Error)]
/// # enum Failure { #[error(transparent)] Db(#[from] DbError), #[error(transparent)] Invalid(#[from] Invalid) }
/// struct Post { id: String, score: Option<i64> }
///
/// async fn page(database: &Database, cursors: &Cursors, cursor: Option<&str>) -> Result<Page<Post>, Failure> {
///     let best = Keyset::new("posts.best")
///         .descending("score", |post: &Post| post.score)
///         .nulls_last()
///         .ascending("id", |post| post.id.clone());
///     let select = Query::select().columns(["id", "score"]).from("posts").to_owned();
///     let read = |row: &sqlx::any::AnyRow| {
///         Ok(Post { id: row.try_get("id").map_err(DbError::from)?, score: row.try_get("score").map_err(DbError::from)? })
///     };
///     best.page(database, select, &cursors.cut(cursor, 20), read).await // refuses a cursor of another list
/// }
/// ```
pub struct Keyset<T> {
    list: &'static str,
    sorts: Vec<SortColumn>,
    sort_values: Vec<Box<SortValueFn<T>>>,
}

/// Finds in a row what one sort column holds.
type SortValueFn<T> = dyn Fn(&T) -> SortValue + Send + Sync;

impl<T> Keyset<T> {
    /// The order of the list of that name.
    pub fn new(list: &'static str) -> Keyset<T> {
        Keyset { list, sorts: Vec::new(), sort_values: Vec::new() }
    }

    /// Then by this column, from the least value up. `key` finds in a row what stands in it.
    #[must_use]
    pub fn ascending<K: Into<SortValue>>(
        self,
        column: impl IntoColumnRef,
        key: impl Fn(&T) -> K + Send + Sync + 'static,
    ) -> Self {
        self.push_sort(SortColumn { column: column.into_column_ref(), is_descending: false, nulls: None }, key)
    }

    /// Then by this column, from the greatest value down.
    #[must_use]
    pub fn descending<K: Into<SortValue>>(
        self,
        column: impl IntoColumnRef,
        key: impl Fn(&T) -> K + Send + Sync + 'static,
    ) -> Self {
        self.push_sort(SortColumn { column: column.into_column_ref(), is_descending: true, nulls: None }, key)
    }

    /// Rows without a value in the column that was named last stand in front of all others.
    #[must_use]
    pub fn nulls_first(self) -> Self {
        self.nulls(NullOrdering::First)
    }

    /// Rows without a value in the column that was named last stand behind all others.
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
        key: impl Fn(&T) -> K + Send + Sync + 'static,
    ) -> Self {
        self.sorts.push(sort);
        self.sort_values.push(Box::new(move |row| key(row).into()));
        self
    }

    /// The page that `cut` asks for, of the rows that `select` finds. The select says nothing of order and limit.
    ///
    /// # Errors
    ///
    /// [`Invalid`] for the field `cursor`, when that was not made for this list in this order; else what the database refuses with, or
    /// `read`.
    pub async fn page<E: From<Invalid> + From<DbError>>(
        &self,
        database: &Database,
        mut select: SelectStatement,
        cut: &PageRequest<'_>,
        read: impl Fn(&AnyRow) -> Result<T, E>,
    ) -> Result<Page<T>, E> {
        let from = cut.position(&self.name(), self.sorts.len())?;
        let is_back = from.as_ref().is_some_and(|from| from.is_backward);
        let sorts: Vec<SortColumn> =
            self.sorts.iter().map(|sort| if is_back { sort.reversed() } else { sort.clone() }).collect();
        if let Some(from) = &from {
            select.cond_where(sort::rows_after(&sorts, &from.sort_values));
        }
        sorts.iter().for_each(|sort| sort.apply(&mut select));
        // One more tells whether there is another page.
        select.limit(u64::from(cut.limit) + 1);
        let rows = database.fetch_all(&select).await?;
        let limit = usize::try_from(cut.limit).unwrap_or(usize::MAX);
        let is_more = rows.len() > limit;
        let mut items = rows.iter().take(limit).map(read).collect::<Result<Vec<T>, E>>()?;
        if is_back {
            items.reverse();
        }
        // Whoever comes from a page can go back to it.
        let (is_before, is_next) = if is_back { (is_more, true) } else { (from.is_some(), is_more) };
        let seal = |item: &T, is_back| {
            cut.sign(&self.name(), &Position { is_backward: is_back, sort_values: self.sort_values_of(item) })
        };
        let next_cursor = items.last().filter(|_| is_next).map(|item| seal(item, false));
        let previous_cursor = items.first().filter(|_| is_before).map(|item| seal(item, true));
        Ok(Page { items, next_cursor, previous_cursor })
    }

    fn sort_values_of(&self, item: &T) -> Vec<SortValue> {
        self.sort_values.iter().map(|key| key(item)).collect()
    }

    /// What cursors are sealed for: in another order they would lead elsewhere.
    fn name(&self) -> String {
        format!("{} {:?}", self.list, self.sorts)
    }
}

impl<T> fmt::Debug for Keyset<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Keyset").field(&self.name()).finish()
    }
}

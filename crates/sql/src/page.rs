//! Keyset pages: as fast on the last page as on the first, and steady while rows come and go.

use isotype_core::Invalid;
use isotype_schema::{Type, specta};
use sea_query::{ColumnRef, Expr, ExprTrait, IntoColumnRef, Order, SelectStatement};
use serde::{Deserialize, Serialize};

use crate::Cursors;

/// One page of a list, and where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// Give it as `cursor` to get the next page; `null` on the last.
    pub next_cursor: Option<String>,
}

/// How a list is cut into pages: by one unique text column, in one direction.
#[derive(Clone, Debug)]
pub struct Keyset {
    list: &'static str,
    column: ColumnRef,
    order: Order,
}

impl Keyset {
    /// From the greatest key down. `list` names the list, so that a cursor of another is refused.
    pub fn descending(list: &'static str, column: impl IntoColumnRef) -> Keyset {
        Keyset { list, column: column.into_column_ref(), order: Order::Desc }
    }

    /// From the least key up.
    pub fn ascending(list: &'static str, column: impl IntoColumnRef) -> Keyset {
        Keyset { list, column: column.into_column_ref(), order: Order::Asc }
    }

    /// Orders `select`, lets it begin behind the cursor, and asks for one row more than `limit`, which tells whether there is a next page.
    ///
    /// # Errors
    ///
    /// When the cursor was not made for this list.
    pub fn apply(
        &self,
        select: &mut SelectStatement,
        cursors: &Cursors,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<(), Invalid> {
        if let Some(cursor) = cursor {
            let key = cursors.open(self.list, cursor)?;
            let column = Expr::col(self.column.clone());
            select.and_where(if self.order == Order::Asc { column.gt(key) } else { column.lt(key) });
        }
        select.order_by(self.column.clone(), self.order.clone()).limit(u64::from(limit) + 1);
        Ok(())
    }

    /// The page of what that select gave.
    pub fn page<T>(&self, mut items: Vec<T>, cursors: &Cursors, limit: u32, key: impl Fn(&T) -> &str) -> Page<T> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        let last = items.last().filter(|_| more);
        let next_cursor = last.map(|item| cursors.seal(self.list, key(item)));
        Page { items, next_cursor }
    }
}

#[cfg(test)]
mod tests {
    use sea_query::{Query, SqliteQueryBuilder};

    use super::*;

    fn keyset() -> Keyset {
        Keyset::descending("posts", "id")
    }

    #[test]
    fn the_next_page_begins_behind_the_last_item() {
        let cursors = Cursors::new(b"key");
        let page = keyset().page(vec!["c", "b", "a"], &cursors, 2, |item| item);
        assert_eq!(page.items, ["c", "b"]);
        let mut select = Query::select().column("id").from("posts").to_owned();
        keyset().apply(&mut select, &cursors, page.next_cursor.as_deref(), 2).unwrap();
        assert_eq!(
            select.to_string(SqliteQueryBuilder),
            r#"SELECT "id" FROM "posts" WHERE "id" < 'b' ORDER BY "id" DESC LIMIT 3"#
        );
    }

    #[test]
    fn the_last_page_has_no_cursor() {
        let cursors = Cursors::new(b"key");
        assert_eq!(keyset().page(vec!["b", "a"], &cursors, 2, |item| item).next_cursor, None);
        assert_eq!(keyset().page(Vec::<&str>::new(), &cursors, 2, |item| item).next_cursor, None);
    }

    #[test]
    fn a_made_up_cursor_is_invalid() {
        let error = keyset().apply(&mut Query::select(), &Cursors::new(b"key"), Some("made-up"), 2).unwrap_err();
        assert!(error.fields().contains_key("cursor"));
    }
}

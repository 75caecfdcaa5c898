//! Tests of keyset pagination.

use isotype_core::Code;
use isotype_sql::{CursorSigner, Database, Keyset, Page};
use sea_query::{Expr, ExprTrait, Query};
use sqlx::AssertSqlSafe;

use crate::{
    engines::on_each_engine,
    rows::{Row, TestError, insert, read, rows, select},
};

on_each_engine! {
    crate::rows::schema();
    returns_all_rows_in_both_directions
    inserted_and_deleted_rows_do_not_shift_pages
    rejects_cursor_of_another_list_or_order
    first_and_last_page_have_no_cursor_beyond
}

fn by_id() -> Keyset<Row> {
    Keyset::new("things").ascending("id", |row: &Row| row.id.clone())
}

/// Returns keysets, each with the equivalent `ORDER BY` clause.
fn orders() -> Vec<(Keyset<Row>, &'static str)> {
    vec![
        (by_id(), "id"),
        (Keyset::new("t").descending("id", |row: &Row| row.id.clone()), "id DESC"),
        (
            Keyset::new("t").descending("kind", |row: &Row| row.kind).ascending("id", |row| row.id.clone()),
            "kind DESC, id",
        ),
        (
            Keyset::new("t")
                .ascending("score", |row: &Row| row.score)
                .nulls_last()
                .descending("id", |row| row.id.clone()),
            "score NULLS LAST, id DESC",
        ),
        (
            Keyset::new("t")
                .descending("score", |row: &Row| row.score)
                .nulls_last()
                .ascending("id", |row| row.id.clone()),
            "score DESC NULLS LAST, id",
        ),
        (
            Keyset::new("t")
                .descending("note", |row: &Row| row.note.clone())
                .nulls_first()
                .ascending("id", |row| row.id.clone()),
            "note DESC NULLS FIRST, id",
        ),
        (
            Keyset::new("t")
                .ascending("kind", |row: &Row| row.kind)
                .ascending("note", |row| row.note.clone())
                .nulls_first()
                .descending("score", |row| row.score)
                .nulls_last()
                .ascending("id", |row| row.id.clone()),
            "kind, note NULLS FIRST, score DESC NULLS LAST, id",
        ),
    ]
}

async fn page(
    database: &Database,
    keyset: &Keyset<Row>,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<Row>, TestError> {
    keyset.page(database, select(), &CursorSigner::new(b"key").page(cursor, limit), read).await
}

/// Fetches all pages in order.
async fn forwards(database: &Database, keyset: &Keyset<Row>, limit: u32) -> Vec<Page<Row>> {
    let mut pages = vec![page(database, keyset, None, limit).await.unwrap()];
    while let Some(cursor) = pages.last().unwrap().next_cursor.clone() {
        pages.push(page(database, keyset, Some(&cursor), limit).await.unwrap());
    }
    pages
}

async fn returns_all_rows_in_both_directions(database: Database) {
    insert(&database, &rows(60)).await;
    for (keyset, order_by) in orders() {
        let sql = AssertSqlSafe(format!("SELECT id, kind, score, note FROM things ORDER BY {order_by}"));
        let expected = sqlx::query(sql).fetch_all(database.pool()).await.unwrap();
        let expected: Vec<Row> = expected.iter().map(|row| read(row).unwrap()).collect();
        for limit in [1, 7, 20, 60, 100] {
            let pages = forwards(&database, &keyset, limit).await;
            let forwards: Vec<Row> = pages.iter().flat_map(|page| page.items.clone()).collect();
            assert_eq!(forwards, expected, "{order_by}, {limit} per page");
            let mut reversed = vec![pages.last().unwrap().clone()];
            while let Some(cursor) = reversed.last().unwrap().previous_cursor.clone() {
                reversed.push(page(&database, &keyset, Some(&cursor), limit).await.unwrap());
            }
            let backwards: Vec<Row> = reversed.iter().rev().flat_map(|page| page.items.clone()).collect();
            assert_eq!(backwards, expected, "{order_by}, {limit} per page, backwards");
        }
    }
}

async fn inserted_and_deleted_rows_do_not_shift_pages(database: Database) {
    let all = rows(20);
    insert(&database, &all).await;
    let first = page(&database, &by_id(), None, 5).await.unwrap();
    // Delete the last two rows of the page, and insert rows before and after it.
    for deleted in &first.items[3..] {
        let delete = Query::delete().from_table("things").and_where(Expr::col("id").eq(deleted.id.as_str())).to_owned();
        database.execute(&delete).await.unwrap();
    }
    insert(
        &database,
        &[Row { id: "0000x".to_owned(), ..all[0].clone() }, Row { id: "9999x".to_owned(), ..all[0].clone() }],
    )
    .await;
    let mut seen: Vec<String> = first.items.into_iter().map(|row| row.id).collect();
    let mut next = first.next_cursor;
    while let Some(cursor) = next {
        let page = page(&database, &by_id(), Some(&cursor), 5).await.unwrap();
        seen.extend(page.items.into_iter().map(|row| row.id));
        next = page.next_cursor;
    }
    let mut expected: Vec<String> = all.into_iter().map(|row| row.id).chain(["9999x".to_owned()]).collect();
    expected.sort();
    assert_eq!(seen, expected);
}

async fn rejects_cursor_of_another_list_or_order(database: Database) {
    insert(&database, &rows(9)).await;
    let cursor = page(&database, &by_id(), None, 5).await.unwrap().next_cursor.unwrap();
    let others = [
        Keyset::new("others").ascending("id", |row: &Row| row.id.clone()),
        Keyset::new("things").descending("id", |row: &Row| row.id.clone()),
        Keyset::new("things").ascending("kind", |row: &Row| row.kind),
    ];
    for other in &others {
        let error = page(&database, other, Some(&cursor), 5).await.unwrap_err();
        assert!(matches!(&error, TestError::Invalid(invalid) if invalid.fields().contains_key("cursor")), "{error}");
        assert_eq!(error.into_call_error().code(), Code::BadRequest);
    }
    for forged in ["", "forged", &cursor[1..]] {
        assert!(page(&database, &by_id(), Some(forged), 5).await.is_err(), "{forged}");
    }
}

async fn first_and_last_page_have_no_cursor_beyond(database: Database) {
    let empty = page(&database, &by_id(), None, 5).await.unwrap();
    assert_eq!(empty, Page { items: Vec::new(), next_cursor: None, previous_cursor: None });
    insert(&database, &rows(5)).await;
    let only = page(&database, &by_id(), None, 5).await.unwrap();
    assert_eq!((only.items.len(), only.next_cursor, only.previous_cursor), (5, None, None));
}

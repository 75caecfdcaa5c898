//! Every list comes whole, page by page, forwards and backwards, and while rows come and go.

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
    a_list_comes_whole_in_both_directions
    rows_that_come_and_go_do_not_shift_pages
    a_cursor_leads_nowhere_else
    the_first_page_has_none_before_and_the_last_none_behind
}

fn by_id() -> Keyset<Row> {
    Keyset::new("things").ascending("id", |row: &Row| row.id.clone())
}

/// Orders of every sort, each with the database's own word for it.
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

/// All pages, one after the other.
async fn forwards(database: &Database, keyset: &Keyset<Row>, limit: u32) -> Vec<Page<Row>> {
    let mut pages = vec![page(database, keyset, None, limit).await.unwrap()];
    while let Some(cursor) = pages.last().unwrap().next_cursor.clone() {
        pages.push(page(database, keyset, Some(&cursor), limit).await.unwrap());
    }
    pages
}

async fn a_list_comes_whole_in_both_directions(database: Database) {
    insert(&database, &rows(60)).await;
    for (keyset, words) in orders() {
        let sql = AssertSqlSafe(format!("SELECT id, kind, score, note FROM things ORDER BY {words}"));
        let whole = sqlx::query(sql).fetch_all(database.pool()).await.unwrap();
        let whole: Vec<Row> = whole.iter().map(|row| read(row).unwrap()).collect();
        for limit in [1, 7, 20, 60, 100] {
            let pages = forwards(&database, &keyset, limit).await;
            let there: Vec<Row> = pages.iter().flat_map(|page| page.items.clone()).collect();
            assert_eq!(there, whole, "{words} by {limit}");
            let mut back = vec![pages.last().unwrap().clone()];
            while let Some(cursor) = back.last().unwrap().previous_cursor.clone() {
                back.push(page(&database, &keyset, Some(&cursor), limit).await.unwrap());
            }
            let again: Vec<Row> = back.iter().rev().flat_map(|page| page.items.clone()).collect();
            assert_eq!(again, whole, "{words} by {limit}, backwards");
        }
    }
}

async fn rows_that_come_and_go_do_not_shift_pages(database: Database) {
    let all = rows(20);
    insert(&database, &all).await;
    let first = page(&database, &by_id(), None, 5).await.unwrap();
    // The row at which the page ended, and one in front of it, go; others come.
    for gone in &first.items[3..] {
        let delete = Query::delete().from_table("things").and_where(Expr::col("id").eq(gone.id.as_str())).to_owned();
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

async fn a_cursor_leads_nowhere_else(database: Database) {
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
    for made_up in ["", "made-up", &cursor[1..]] {
        assert!(page(&database, &by_id(), Some(made_up), 5).await.is_err(), "{made_up}");
    }
}

async fn the_first_page_has_none_before_and_the_last_none_behind(database: Database) {
    let empty = page(&database, &by_id(), None, 5).await.unwrap();
    assert_eq!(empty, Page { items: Vec::new(), next_cursor: None, previous_cursor: None });
    insert(&database, &rows(5)).await;
    let only = page(&database, &by_id(), None, 5).await.unwrap();
    assert_eq!((only.items.len(), only.next_cursor, only.previous_cursor), (5, None, None));
}

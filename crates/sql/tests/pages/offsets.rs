//! Tests of offset pagination.

use isotype_sql::{Database, Offset};
use sea_query::Order;

use crate::{
    engines::on_each_engine,
    rows::{TestError, insert, read, rows, select},
};

on_each_engine! {
    crate::rows::schema();
    returns_page_and_total
}

async fn returns_page_and_total(database: Database) {
    let mut all = rows(23);
    insert(&database, &all).await;
    all.sort_by(|a, b| a.id.cmp(&b.id));
    let select = select().order_by("id", Order::Asc).to_owned();
    for skip in [0, 10, 20, 23, 1000] {
        let page = Offset { skip, limit: 10 }.page::<_, TestError>(&database, &select, read).await.unwrap();
        let expected: Vec<_> = all.iter().skip(skip as usize).take(10).cloned().collect();
        assert_eq!((page.items, page.total), (expected, 23));
    }
}

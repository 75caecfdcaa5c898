//! An input of every shape, to look at in the explorer: `cargo run -p isotype-axum --example explorer -- 4400`.

use std::{collections::BTreeMap, env};

use chrono::{DateTime, Utc};
use isotype_axum::Routes;
use isotype_core::{Ctx, Router, Type};
use isotype_lowering::specta;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

/// An order of a café.
#[derive(Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
struct Order {
    /// Who gives it.
    guest: Guest,
    /// What is brought, in this order.
    drinks: Vec<Drink>,
    /// How it is paid.
    payment: Payment,
    /// How spicy, from one side to the other.
    range: (u8, i32),
    /// How many of each, by what is on the card.
    extras: BTreeMap<String, u16>,
    /// When it is fetched.
    fetched_at: DateTime<Utc>,
    /// Seats of the table, by their number.
    rows: Page<Seat>,
    /// A word to the kitchen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// Counted since the café is there.
    number: u64,
    gift: bool,
}

/// Somebody.
#[derive(Serialize, Deserialize, Type)]
struct Guest {
    name: String,
    /// `null` for whoever has none.
    nickname: Option<String>,
}

#[derive(Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
enum Drink {
    Tea,
    Coffee,
}

/// How one pays.
#[derive(Serialize, Deserialize, Type)]
#[serde(tag = "by", rename_all = "lowercase")]
enum Payment {
    /// At the counter.
    Cash,
    /// From afar.
    Card {
        /// The last four digits.
        digits: String,
    },
}

#[derive(Serialize, Deserialize, Type)]
struct Page<T> {
    items: Vec<T>,
}

#[derive(Serialize, Deserialize, Type)]
struct Seat {
    id: u32,
}

/// Answers with what it was given.
async fn echo(_: Ctx<()>, order: Order) -> Order {
    order
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = env::args().nth(1).unwrap_or_else(|| "4400".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("http://{}/rpc/_explorer", listener.local_addr()?);
    let app = Routes::new(Router::new().mutation("orders.echo", echo), ()).explorer(true).at("/rpc");
    axum::serve(listener, app).await
}

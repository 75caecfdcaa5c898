//! Serves the explorer for an API whose input has a field of every shape.
//!
//! `cargo run -p isotype-axum --features explorer --example explorer -- [PORT]`
//! The port defaults to 4400.

use std::{collections::BTreeMap, env};

use chrono::{DateTime, Utc};
use isotype_axum::Routes;
use isotype_core::{Ctx, Router};
use isotype_lowering::specta;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

/// Order at a café.
#[derive(Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
struct Order {
    /// Guest who places the order.
    guest: Guest,
    /// Drinks, in the order they are served.
    drinks: Vec<Drink>,
    /// Payment method.
    payment: Payment,
    /// Lowest and highest spice level.
    range: (u8, i32),
    /// Quantity of each extra, keyed by its name on the menu.
    extras: BTreeMap<String, u16>,
    /// Time the order was picked up.
    fetched_at: DateTime<Utc>,
    /// Seats at the table.
    rows: Page<Seat>,
    /// Note for the kitchen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// Order number.
    number: u64,
    /// If `true`, the order is gift-wrapped.
    gift: bool,
}

/// Guest of the café.
#[derive(Serialize, Deserialize, specta::Type)]
struct Guest {
    name: String,
    /// Nickname, or `null` for none.
    nickname: Option<String>,
}

#[derive(Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
enum Drink {
    Tea,
    Coffee,
}

/// Payment method.
#[derive(Serialize, Deserialize, specta::Type)]
#[serde(tag = "by", rename_all = "lowercase")]
enum Payment {
    /// Cash at the counter.
    Cash,
    /// Card payment in advance.
    Card {
        /// Last four digits of the card number.
        digits: String,
    },
}

#[derive(Serialize, Deserialize, specta::Type)]
struct Page<T> {
    items: Vec<T>,
}

#[derive(Serialize, Deserialize, specta::Type)]
struct Seat {
    id: u32,
}

/// Returns its input.
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

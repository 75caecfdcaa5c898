//! The workload as an Isotype server.

use axum::Router as Http;
use isotype::{axum::Routes, prelude::*};

use crate::workload::{self, Created, Draft, Entry, Greeting, Name, Store};

async fn greet(_: Ctx<Store>, name: Name) -> Greeting {
    workload::greet(name)
}

async fn list(ctx: Ctx<Store>, _: ()) -> Vec<Entry> {
    ctx.state().list()
}

async fn create(ctx: Ctx<Store>, Valid(draft): Valid<Draft>) -> Created {
    ctx.state().create(draft)
}

/// Returns the routes of the server, with the API at `/rpc`.
pub(crate) fn routes() -> Http {
    let api = Router::new().query("greet", greet).query("list", list).mutation("create", create);
    Http::new().merge(Routes::new(api, Store::new()).at("/rpc"))
}

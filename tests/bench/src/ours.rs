//! The work behind procedures.

use axum::Router as Http;
use isotype::{axum::Routes, prelude::*};

use crate::work::{self, Created, Draft, Entry, Greeting, Name, Store};

async fn greet(_: Ctx<Store>, name: Name) -> Greeting {
    work::greet(name)
}

async fn list(ctx: Ctx<Store>, _: ()) -> Vec<Entry> {
    ctx.state().list()
}

async fn create(ctx: Ctx<Store>, Valid(draft): Valid<Draft>) -> Created {
    ctx.state().create(draft)
}

/// The API, mounted as an application would.
pub(crate) fn routes() -> Http {
    let api = Router::new().query("greet", greet).query("list", list).mutation("create", create);
    Http::new().merge(Routes::new(api, Store::new()).at("/rpc"))
}

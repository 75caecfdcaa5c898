//! The work behind axum handlers, as one would write them without us.

use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    routing::{get, post},
};
use garde::Validate;
use serde::Deserialize;

use crate::work::{self, Created, Draft, Entry, Greeting, Name, Store};

async fn greet(Query(name): Query<Name>) -> Json<Greeting> {
    Json(work::greet(name))
}

async fn list(State(store): State<Store>) -> Json<Vec<Entry>> {
    Json(store.list())
}

async fn create(State(store): State<Store>, Json(draft): Json<Draft>) -> Result<Json<Created>, (StatusCode, String)> {
    draft.validate().map_err(|report| (StatusCode::BAD_REQUEST, report.to_string()))?;
    Ok(Json(store.create(draft)))
}

/// JSON in a parameter, since what only reads is asked by GET.
#[derive(Deserialize)]
struct Names {
    names: String,
}

async fn greet_batch(Query(Names { names }): Query<Names>) -> Result<Json<Vec<Greeting>>, (StatusCode, String)> {
    let names: Vec<Name> = serde_json::from_str(&names).map_err(|e| (StatusCode::BAD_REQUEST, e.to_string()))?;
    Ok(Json(names.into_iter().map(work::greet).collect()))
}

/// The routes.
pub(crate) fn routes() -> Router {
    Router::new()
        .route("/greet", get(greet))
        .route("/list", get(list))
        .route("/create", post(create))
        .route("/greets", get(greet_batch))
        .with_state(Store::new())
}

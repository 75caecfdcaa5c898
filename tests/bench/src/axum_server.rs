//! The workload as a hand-written axum server.

use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    routing::{get, post},
};
use garde::Validate;
use serde::Deserialize;

use crate::workload::{self, Created, Draft, Entry, Greeting, Name, Store};

async fn greet(Query(name): Query<Name>) -> Json<Greeting> {
    Json(workload::greet(name))
}

async fn list(State(store): State<Store>) -> Json<Vec<Entry>> {
    Json(store.list())
}

async fn create(State(store): State<Store>, Json(draft): Json<Draft>) -> Result<Json<Created>, (StatusCode, String)> {
    draft.validate().map_err(|report| (StatusCode::BAD_REQUEST, report.to_string()))?;
    Ok(Json(store.create(draft)))
}

/// Query of `/greets`: a JSON array, because the request is a GET.
#[derive(Deserialize)]
struct Names {
    names: String,
}

async fn greet_batch(Query(Names { names }): Query<Names>) -> Result<Json<Vec<Greeting>>, (StatusCode, String)> {
    let names: Vec<Name> = serde_json::from_str(&names).map_err(|e| (StatusCode::BAD_REQUEST, e.to_string()))?;
    Ok(Json(names.into_iter().map(workload::greet).collect()))
}

/// Returns the routes of the server.
pub(crate) fn routes() -> Router {
    Router::new()
        .route("/greet", get(greet))
        .route("/list", get(list))
        .route("/create", post(create))
        .route("/greets", get(greet_batch))
        .with_state(Store::new())
}

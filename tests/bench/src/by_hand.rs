//! The work behind axum handlers, as one would write them without us.

use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    routing::{get, post},
};
use garde::Validate;

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

async fn greets(Json(names): Json<Vec<Name>>) -> Json<Vec<Greeting>> {
    Json(names.into_iter().map(work::greet).collect())
}

/// The routes.
pub(crate) fn routes() -> Router {
    Router::new()
        .route("/greet", get(greet))
        .route("/list", get(list))
        .route("/create", post(create))
        .route("/greets", post(greets))
        .with_state(Store::new())
}

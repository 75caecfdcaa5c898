//! Guards, and queries that return the caller's credentials.

use isotype::prelude::*;
use serde::Serialize;
use std::{
    collections::BTreeMap,
    time::{Duration, SystemTime},
};

/// Caller with the bearer token `good`. Procedures with this guard reject all other calls.
pub(crate) struct Caller {
    pub(crate) name: &'static str,
}

impl FromCall<()> for Caller {
    type Error = Unauthorized;

    async fn from_call(ctx: &Ctx<()>) -> Result<Caller, Unauthorized> {
        match ctx.bearer()? {
            "good" => Ok(Caller { name: "ann" }),
            _ => Err(Unauthorized::new("unknown bearer token")),
        }
    }
}

/// Caller with an expiring bearer token, `until:<milliseconds since the Unix epoch>`.
pub(crate) struct ExpiringCaller;

impl FromCall<()> for ExpiringCaller {
    type Error = Unauthorized;

    async fn from_call(ctx: &Ctx<()>) -> Result<ExpiringCaller, Unauthorized> {
        let until = ctx.bearer()?.strip_prefix("until:").and_then(|until| until.parse().ok());
        let until = until.and_then(|until| SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(until)));
        match until {
            Some(until) if until > SystemTime::now() => {
                ctx.set_expiry(until);
                Ok(ExpiringCaller)
            }
            _ => Err(Unauthorized::new("bearer token expired")),
        }
    }
}

/// Returns the name of the authenticated caller.
#[procedure]
pub(crate) async fn me(ctx: Ctx<(), Caller>, _: ()) -> String {
    ctx.auth().name.to_owned()
}

/// Credentials that a client sent.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClientInfo {
    auth: Option<String>,
    connection_params: Option<BTreeMap<String, String>>,
}

impl ClientInfo {
    pub(crate) fn from_ctx(ctx: &Ctx<()>) -> ClientInfo {
        let auth = ctx.headers().get("authorization").and_then(|value| value.to_str().ok());
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let params = ctx.connection_params().map(|params| params.iter().map(owned).collect());
        ClientInfo { auth: auth.map(str::to_owned), connection_params: params }
    }
}

/// Returns the `authorization` header and the connection params of the call.
#[procedure]
pub(crate) async fn whoami(ctx: Ctx<()>, _: ()) -> ClientInfo {
    ClientInfo::from_ctx(&ctx)
}

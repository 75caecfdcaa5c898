//! In-process client for tests.

use std::sync::Arc;

use futures_util::StreamExt;
use http::{Extensions, HeaderMap, HeaderName, HeaderValue, header};
use isotype_core::{CallMethod, CallResponse, Event, RawInput, Request, Router};
use serde::{Serialize, de::DeserializeOwned};

use crate::{ClientError, FormData};

/// Client that calls the procedures of an API in the same process.
///
/// # Panics
///
/// Methods panic where a test would otherwise unwrap, for example on an invalid header or an output that does not have
/// the requested type.
///
/// # Example
///
/// ```
/// use isotype_core::{Code, Ctx, Router, Unauthorized};
/// use isotype_testing::Client;
///
/// async fn whoami(ctx: Ctx<()>, _: ()) -> Result<String, Unauthorized> {
///     ctx.bearer().map(str::to_owned)
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let client = Client::new(Router::new().query("whoami", whoami), ());
/// assert_eq!(client.call::<String>("whoami", &()).await.unwrap_err().code, Code::Unauthorized);
/// assert_eq!(client.bearer("ann").call::<String>("whoami", &()).await.unwrap(), "ann");
/// # });
/// ```
#[expect(missing_debug_implementations, reason = "handlers have nothing to show")]
pub struct Client<S> {
    api: Arc<Router<S>>,
    state: Arc<S>,
    headers: HeaderMap,
    idempotency_key: Option<Box<str>>,
}

impl<S: Send + Sync + 'static> Client<S> {
    /// Creates a client without headers.
    pub fn new(api: Router<S>, state: S) -> Client<S> {
        Client { api: Arc::new(api), state: Arc::new(state), headers: HeaderMap::new(), idempotency_key: None }
    }

    /// Returns a client that also sends this header.
    ///
    /// # Panics
    ///
    /// Panics if the value is not a valid header value.
    #[must_use]
    pub fn header(&self, name: HeaderName, value: &str) -> Client<S> {
        let mut other = self.clone();
        match HeaderValue::from_str(value) {
            Ok(value) => other.headers.append(name, value),
            Err(error) => panic!("invalid header value {value:?}: {error}"),
        };
        other
    }

    /// Returns a client that sends this idempotency key with every call.
    #[must_use]
    pub fn idempotency_key(&self, key: &str) -> Client<S> {
        Client { idempotency_key: Some(key.into()), ..self.clone() }
    }

    /// Returns a client that sends `token` as its bearer token.
    ///
    /// # Panics
    ///
    /// Panics if the token contains characters that are invalid in a header.
    #[must_use]
    pub fn bearer(&self, token: &str) -> Client<S> {
        self.header(header::AUTHORIZATION, &format!("Bearer {token}"))
    }

    /// Calls a query or a mutation.
    ///
    /// # Errors
    ///
    /// Returns the error that the procedure responded with.
    ///
    /// # Panics
    ///
    /// Panics if the output cannot be deserialized as a `T`, or if the procedure streams its output.
    pub async fn call<T: DeserializeOwned>(&self, name: &str, input: &impl Serialize) -> Result<T, ClientError> {
        self.output(name, json(name, input)).await
    }

    /// Sends a form to a mutation.
    ///
    /// # Errors
    ///
    /// Returns the error that the procedure responded with.
    ///
    /// # Panics
    ///
    /// Panics if the output cannot be deserialized as a `T`.
    pub async fn call_form<T: DeserializeOwned>(&self, name: &str, form: FormData) -> Result<T, ClientError> {
        self.output(name, form.into_input()).await
    }

    async fn output<T: DeserializeOwned>(&self, name: &str, input: RawInput) -> Result<T, ClientError> {
        match self.run(name, input, None).await? {
            CallResponse::Value(json) => match serde_json::from_slice(&self.api.decode_output_integers(name, json)) {
                Ok(output) => Ok(output),
                Err(error) => panic!("cannot deserialize the output of `{name}`: {error}"),
            },
            CallResponse::WithDeferred(..) | CallResponse::Events(_) => {
                panic!("`{name}` streams its output: call `Client::events`")
            }
        }
    }

    /// Opens a subscription, resuming after `last_event_id`, and returns up to `count` events.
    ///
    /// # Errors
    ///
    /// Returns the subscription's error if it fails before `count` events have arrived.
    ///
    /// # Panics
    ///
    /// Panics if the procedure does not stream.
    pub async fn events(
        &self,
        name: &str,
        input: &impl Serialize,
        last_event_id: Option<&str>,
        count: usize,
    ) -> Result<Vec<Event>, ClientError> {
        match self.run(name, json(name, input), last_event_id).await? {
            CallResponse::Events(events) => {
                let events: Vec<_> = events.take(count).collect().await;
                events.into_iter().map(|event| event.map_err(ClientError::from)).collect()
            }
            CallResponse::Value(_) | CallResponse::WithDeferred(..) => panic!("`{name}` does not stream"),
        }
    }

    async fn run(&self, name: &str, input: RawInput, last_event_id: Option<&str>) -> Result<CallResponse, ClientError> {
        let mut request = Request::new(self.headers.clone(), Extensions::new());
        request.last_event_id = last_event_id.map(str::to_owned);
        let procedure = self.api.resolve(name);
        let call = procedure.call(CallMethod::InProcess, self.state.clone(), Arc::new(request));
        let call = call.with_input(input).with_idempotency_key(self.idempotency_key.clone());
        procedure.run(call).await.map_err(ClientError::from)
    }
}

impl<S> Clone for Client<S> {
    fn clone(&self) -> Self {
        let Client { api, state, headers, idempotency_key } = self;
        let (api, state) = (api.clone(), state.clone());
        Client { api, state, headers: headers.clone(), idempotency_key: idempotency_key.clone() }
    }
}

fn json(name: &str, input: &impl Serialize) -> RawInput {
    match serde_json::to_vec(input) {
        Ok(input) => RawInput::Json(input.into()),
        Err(error) => panic!("cannot serialize the input of `{name}`: {error}"),
    }
}

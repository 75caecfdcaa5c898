//! Running board, and a client that sends requests without the checks of a generated one.

use std::{future::Future, panic::resume_unwind, time::Duration};

use board::{App, app::AppOptions, schema::migrations, serve};
use isotype::auth::{Key, Secret};
use isotype::sql::Database;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use sqlx::Executor;
use tokio::{task::JoinHandle, time::timeout};

pub(crate) const SECRET: &str = "a secret for tests and for nothing else";
pub(crate) const ADMIN: &str = "root@example.com";

/// Runs each test of a module on SQLite and on PostgreSQL.
macro_rules! both_engines {
    ($($name:ident)*) => {
        mod sqlite {
            $(#[tokio::test] async fn $name() { super::$name(crate::harness::Board::sqlite().await).await; })*
        }
        mod postgres {
            $(#[tokio::test] async fn $name() { crate::harness::on_postgres(super::$name).await; })*
        }
    };
}
pub(crate) use both_engines;

pub(crate) struct Board {
    pub(crate) url: String,
    pub(crate) database: Database,
    client: Client,
    server: JoinHandle<()>,
}

/// Returns server settings with port 0.
pub(crate) fn free_port() -> isotype::server::ServerConfig {
    let mut server = isotype::server::ServerConfig::default();
    server.port = 0;
    server
}

pub(crate) struct CallResponse {
    pub(crate) status: StatusCode,
    pub(crate) body: Value,
    pub(crate) cookie: Option<String>,
}

impl Board {
    pub(crate) async fn sqlite() -> Board {
        Board::open("sqlite::memory:").await
    }

    pub(crate) async fn open(address: &str) -> Board {
        let database = Database::open(address).await.unwrap();
        migrations().up(&database).await.unwrap();
        let options = AppOptions { admins: vec![ADMIN.to_owned()], secure_cookies: false };
        let secret = Secret::new(SECRET).unwrap();
        let app = App::new(&database, &secret, Key::hs256(&secret).into(), &options).unwrap();
        let bound = serve::build_server(app, &database, None).config(&free_port()).bind().await.unwrap();
        let url = format!("http://{}/rpc", bound.local_addr().unwrap());
        let server = tokio::spawn(bound.run(std::future::pending()));
        Board { url, database, client: Client::new(), server }
    }

    pub(crate) async fn query(&self, name: &str, input: Value, token: &str) -> CallResponse {
        let request = self.client.get(format!("{}/{name}", self.url)).query(&[("input", input.to_string())]);
        send(request.bearer_auth(token)).await
    }

    pub(crate) async fn mutate(&self, name: &str, input: Value, token: &str) -> CallResponse {
        send(self.client.post(format!("{}/{name}", self.url)).json(&input).bearer_auth(token)).await
    }

    pub(crate) async fn with_cookie(&self, name: &str, cookie: &str) -> CallResponse {
        send(self.client.post(format!("{}/{name}", self.url)).json(&json!(null)).header("cookie", cookie)).await
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }

    /// Creates an account.
    pub(crate) async fn sign_up(&self, email: &str) -> CallResponse {
        let name = email.split('@').next().unwrap();
        let response =
            self.mutate("auth.signUp", json!({"email": email, "password": "correct horse", "name": name}), "").await;
        assert_eq!(response.status, 200, "{}", response.body);
        response
    }

    /// Creates an account and returns its access token.
    pub(crate) async fn member(&self, email: &str) -> String {
        self.sign_up(email).await.data()["accessToken"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn post(&self, title: &str, token: &str) -> Value {
        let response = self.mutate("posts.create", json!({"title": title, "body": "text"}), token).await;
        assert_eq!(response.status, 200, "{}", response.body);
        response.data().clone()
    }

    pub(crate) async fn watch(&self, last_event_id: Option<&str>) -> Feed {
        let mut request = self.client.get(format!("{}/posts.watch", self.url));
        if let Some(id) = last_event_id {
            request = request.header("last-event-id", id);
        }
        let mut feed = Feed { response: request.send().await.unwrap(), text: String::new() };
        assert!(feed.block().await.contains("event: connected"));
        feed
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl CallResponse {
    pub(crate) fn data(&self) -> &Value {
        &self.body["result"]["data"]
    }

    pub(crate) fn message(&self) -> &str {
        self.body["error"]["message"].as_str().unwrap_or_default()
    }

    /// Asserts the status, the tRPC code and the type of the declared error, if there is one.
    #[track_caller]
    pub(crate) fn assert_error(&self, status: u16, code: &str, kind: &str) {
        let data = &self.body["error"]["data"];
        let actual = (self.status.as_u16(), data["code"].as_str(), data["error"]["type"].as_str().unwrap_or_default());
        assert_eq!(actual, (status, Some(code), kind), "{}", self.body);
        assert_eq!(data["httpStatus"], status);
        assert!(!self.message().is_empty());
    }
}

async fn send(request: RequestBuilder) -> CallResponse {
    let response = request.send().await.unwrap();
    let cookie = response.headers().get("set-cookie").map(|cookie| cookie.to_str().unwrap().to_owned());
    CallResponse { status: response.status(), cookie, body: response.json().await.unwrap() }
}

/// Events of a subscription over SSE.
pub(crate) struct Feed {
    response: Response,
    text: String,
}

impl Feed {
    /// Returns the id and data of the next event.
    pub(crate) async fn next(&mut self) -> (String, Value) {
        loop {
            let block = self.block().await;
            let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim();
            if !field("data:").is_empty() && field("event:") != "ping" {
                return (field("id:").to_owned(), serde_json::from_str(field("data:")).unwrap());
            }
        }
    }

    async fn block(&mut self) -> String {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let block = block.to_owned();
                self.text = rest.to_owned();
                return block;
            }
            let chunk = timeout(Duration::from_secs(10), self.response.chunk()).await.expect("no event within 10 s");
            self.text += std::str::from_utf8(&chunk.unwrap().expect("feed ended")).unwrap();
        }
    }
}

/// Returns the address of the PostgreSQL server, or prints that its tests are skipped.
pub(crate) async fn postgres() -> Option<String> {
    let address =
        std::env::var("TEST_POSTGRES_URL").unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/postgres".to_owned());
    match Database::open(&address).await {
        Ok(database) => {
            database.close().await;
            Some(address)
        }
        Err(error) => {
            eprintln!(
                "SKIPPED: {error}; start PostgreSQL on port 5432 with trust authentication, or set TEST_POSTGRES_URL"
            );
            None
        }
    }
}

/// Runs a test with the address of a new schema, and drops the schema even if the test fails.
pub(crate) async fn with_schema<F: Future<Output = ()> + Send + 'static>(test: impl FnOnce(String) -> F) {
    let Some(address) = postgres().await else { return };
    let schema = format!("board_{}", uuid::Uuid::now_v7().simple());
    let database = Database::open(&address).await.unwrap();
    execute(&database, format!("CREATE SCHEMA {schema}")).await;
    let separator = if address.contains('?') { '&' } else { '?' };
    let result = tokio::spawn(test(format!("{address}{separator}options[search_path]={schema}"))).await;
    execute(&database, format!("DROP SCHEMA {schema} CASCADE")).await;
    if let Err(error) = result {
        resume_unwind(error.into_panic());
    }
}

async fn execute(database: &Database, sql: String) {
    database.pool().execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
}

pub(crate) async fn on_postgres<F: Future<Output = ()> + Send + 'static>(
    test: impl FnOnce(Board) -> F + Send + 'static,
) {
    with_schema(|address: String| async move {
        let board = Board::open(&address).await;
        let database = board.database.clone();
        test(board).await;
        database.close().await;
    })
    .await;
}

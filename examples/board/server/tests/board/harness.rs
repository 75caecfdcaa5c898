//! A running board and a client without manners.

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

/// Runs each test of a module on both engines.
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

/// Settings by which the system chooses.
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
        let policy = AppOptions { admins: vec![ADMIN.to_owned()], secure_cookies: false };
        let secret = Secret::new(SECRET).unwrap();
        let app = App::new(&database, &secret, Key::hs256(&secret).into(), &policy).unwrap();
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

    /// A new account's first session.
    pub(crate) async fn sign_up(&self, email: &str) -> CallResponse {
        let name = email.split('@').next().unwrap();
        let answer =
            self.mutate("auth.signUp", json!({"email": email, "password": "correct horse", "name": name}), "").await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer
    }

    /// A new account's access token.
    pub(crate) async fn member(&self, email: &str) -> String {
        self.sign_up(email).await.data()["accessToken"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn post(&self, title: &str, token: &str) -> Value {
        let answer = self.mutate("posts.create", json!({"title": title, "body": "text"}), token).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.data().clone()
    }

    pub(crate) async fn watch(&self, last: Option<&str>) -> Feed {
        let mut request = self.client.get(format!("{}/posts.watch", self.url));
        if let Some(last) = last {
            request = request.header("last-event-id", last);
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

    /// Status, tRPC code, and the declared error's type.
    #[track_caller]
    pub(crate) fn assert_error(&self, status: u16, code: &str, kind: &str) {
        let data = &self.body["error"]["data"];
        let seen = (self.status.as_u16(), data["code"].as_str(), data["error"]["type"].as_str().unwrap_or_default());
        assert_eq!(seen, (status, Some(code), kind), "{}", self.body);
        assert_eq!(data["httpStatus"], status);
        assert!(!self.message().is_empty());
    }
}

async fn send(request: RequestBuilder) -> CallResponse {
    let response = request.send().await.unwrap();
    let cookie = response.headers().get("set-cookie").map(|cookie| cookie.to_str().unwrap().to_owned());
    CallResponse { status: response.status(), cookie, body: response.json().await.unwrap() }
}

/// A subscription's events.
pub(crate) struct Feed {
    response: Response,
    text: String,
}

impl Feed {
    /// The next event: id and data.
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
            let chunk = timeout(Duration::from_secs(10), self.response.chunk()).await.expect("an event in time");
            self.text += std::str::from_utf8(&chunk.unwrap().expect("the feed goes on")).unwrap();
        }
    }
}

/// The server that tests use, or a loud line when there is none.
pub(crate) async fn postgres() -> Option<String> {
    let address = std::env::var("BOARD_TEST_POSTGRES")
        .unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/postgres".to_owned());
    match Database::open(&address).await {
        Ok(database) => {
            database.close().await;
            Some(address)
        }
        Err(error) => {
            eprintln!("SKIPPED on PostgreSQL: {error}. Start one on port 5432, or name one in BOARD_TEST_POSTGRES.");
            None
        }
    }
}

/// Gives `test` the address of a schema of its own, and drops it afterwards, whatever happens.
pub(crate) async fn with_schema<F: Future<Output = ()> + Send + 'static>(test: impl FnOnce(String) -> F) {
    let Some(address) = postgres().await else { return };
    let schema = format!("board_{}", uuid::Uuid::now_v7().simple());
    let database = Database::open(&address).await.unwrap();
    run(&database, format!("CREATE SCHEMA {schema}")).await;
    let separator = if address.contains('?') { '&' } else { '?' };
    let done = tokio::spawn(test(format!("{address}{separator}options[search_path]={schema}"))).await;
    run(&database, format!("DROP SCHEMA {schema} CASCADE")).await;
    if let Err(error) = done {
        resume_unwind(error.into_panic());
    }
}

async fn run(database: &Database, sql: String) {
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

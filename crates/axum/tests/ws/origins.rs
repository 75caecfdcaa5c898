//! Tests of the origins whose pages may open a socket with cookies (`docs/protocol.md#origins-and-cookies`).

use tokio_tungstenite::tungstenite::{Error, http::HeaderValue};

use crate::server::Server;

/// Tries to open a socket. Returns the status and body of the response if it is rejected.
async fn try_open(server: &Server, origin: &str, cookie: bool) -> Result<(), (u16, String)> {
    let mut request = server.request("/rpc");
    request.headers_mut().insert("origin", HeaderValue::from_str(origin).unwrap());
    if cookie {
        request.headers_mut().insert("cookie", HeaderValue::from_static("session=s1"));
    }
    match server.connect(request).await {
        Ok(_) => Ok(()),
        Err(Error::Http(response)) => {
            let body = response.body().clone().unwrap_or_default();
            Err((response.status().as_u16(), String::from_utf8(body).unwrap()))
        }
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn allows_own_and_listed_origins_with_cookies() {
    let server = Server::with(|routes| routes.allowed_origins(["https://app.example"])).await;
    assert_eq!(try_open(&server, &format!("http://{}", server.address), true).await, Ok(()));
    assert_eq!(try_open(&server, "https://app.example", true).await, Ok(()));
    let (status, body) = try_open(&server, "https://evil.example", true).await.unwrap_err();
    assert_eq!(status, 403);
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["error"]["data"]["code"], "FORBIDDEN");
    let message = body["error"]["message"].as_str().unwrap();
    assert!(message.contains("https://evil.example") && message.contains("Routes::allowed_origins"), "{message}");
    assert!(try_open(&server, "http://127.0.0.1:1", true).await.is_err(), "origins include the port");
}

#[tokio::test]
async fn allows_any_origin_without_cookies() {
    assert_eq!(try_open(&Server::new().await, "https://any.example", false).await, Ok(()));
}

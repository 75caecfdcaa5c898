//! Whose pages may open a socket with their visitors' cookies.

use tokio_tungstenite::tungstenite::{Error, http::HeaderValue};

use crate::server::Server;

/// The status and the body of a refusal, or that there is none.
async fn asked(server: &Server, origin: &str, cookie: bool) -> Result<(), (u16, String)> {
    let mut request = server.request("/rpc");
    request.headers_mut().insert("origin", HeaderValue::from_str(origin).unwrap());
    if cookie {
        request.headers_mut().insert("cookie", HeaderValue::from_static("session=s1"));
    }
    match server.connect(request).await {
        Ok(_) => Ok(()),
        Err(Error::Http(refused)) => {
            let body = refused.body().clone().unwrap_or_default();
            Err((refused.status().as_u16(), String::from_utf8(body).unwrap()))
        }
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn with_cookies_only_our_own_and_those_in_the_list() {
    let server = Server::with(|routes| routes.allowed_origins(["https://app.example"])).await;
    assert_eq!(asked(&server, &format!("http://{}", server.address), true).await, Ok(()));
    assert_eq!(asked(&server, "https://app.example", true).await, Ok(()));
    let (status, body) = asked(&server, "https://evil.example", true).await.unwrap_err();
    assert_eq!(status, 403);
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["error"]["data"]["code"], "FORBIDDEN");
    let message = body["error"]["message"].as_str().unwrap();
    assert!(message.contains("https://evil.example") && message.contains("Routes::origins"), "{message}");
    assert!(asked(&server, "http://127.0.0.1:1", true).await.is_err(), "another port is another origin");
}

#[tokio::test]
async fn without_cookies_there_is_nothing_to_steal() {
    assert_eq!(asked(&Server::new().await, "https://any.example", false).await, Ok(()));
}

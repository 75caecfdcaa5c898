//! Serves the API: `cargo run -p hello -- --port 4300`.

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::args().skip_while(|argument| argument != "--port").nth(1).unwrap_or_else(|| "4300".to_owned());
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("http://{}/rpc", listener.local_addr()?);
    axum::serve(listener, axum::Router::new().nest("/rpc", isotype::axum::routes(hello::api(), ()))).await
}

//! Generates the TypeScript bindings: `cargo run -p hello --bin hello-bindings -- --out bindings/hello`.

use std::process::ExitCode;

fn main() -> ExitCode {
    isotype::bindings::main(hello::api())
}

//! Writes the TypeScript package of the board's procedures: `cargo run -p board --bin bindings -- --out bindings/board --zod`.

use std::process::ExitCode;

fn main() -> ExitCode {
    isotype::bindings::main(board::api())
}

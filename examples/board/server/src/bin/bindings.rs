//! Generates the TypeScript bindings of the board: `cargo run -p board --bin bindings -- --out bindings/board --zod`.

use std::process::ExitCode;

fn main() -> ExitCode {
    isotype::bindings::main(board::api())
}

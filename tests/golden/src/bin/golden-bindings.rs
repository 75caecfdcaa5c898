//! Writes the generated TypeScript package: `cargo run -p isotype-golden --bin golden-bindings -- --out bindings/golden`.

use std::process::ExitCode;

fn main() -> ExitCode {
    isotype::bindings::main(isotype_golden::api())
}

//! Writes the generated TypeScript package of the catalogue: `cargo run -p isotype-rules --bin rules-bindings -- --out bindings/rules --zod`.

use std::process::ExitCode;

fn main() -> ExitCode {
    isotype::bindings::main(isotype_rules::api())
}

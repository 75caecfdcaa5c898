//! Writes the generated TypeScript package of the catalogue: `cargo run -p isotype-conformance --bin conformance-bindings -- --out bindings/conformance`.

use std::process::ExitCode;

fn main() -> ExitCode {
    isotype::bindings::main(isotype_conformance::api())
}

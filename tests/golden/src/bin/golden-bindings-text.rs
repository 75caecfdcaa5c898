//! Writes the TypeScript package of the application whose wide integers are `string`.

use std::process::ExitCode;

use isotype::Integers;

fn main() -> ExitCode {
    isotype::bindings::main(isotype_golden::wide(Integers::Text))
}

//! Writes the TypeScript package of the application whose wide integers are `bigint`.

use std::process::ExitCode;

use isotype::Integers;

fn main() -> ExitCode {
    isotype::bindings::main(isotype_golden::wide(Integers::BigInt))
}

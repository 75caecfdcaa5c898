//! Writes the generated TypeScript package of the API with wide integers as `bigint`.

use std::process::ExitCode;

use isotype::IntegerEncoding;

fn main() -> ExitCode {
    isotype::bindings::main(isotype_golden::wide(IntegerEncoding::BigInt))
}

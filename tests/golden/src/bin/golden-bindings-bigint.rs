//! Writes the TypeScript package of the application whose wide integers are `bigint`.

use std::process::ExitCode;

use isotype::IntegerEncoding;

fn main() -> ExitCode {
    isotype::bindings::main(isotype_golden::wide(IntegerEncoding::BigInt))
}

//! Writes the TypeScript package of the application whose wide integers are `string`.

use std::process::ExitCode;

use isotype::IntegerEncoding;

fn main() -> ExitCode {
    isotype::bindings::main(isotype_golden::wide(IntegerEncoding::String))
}

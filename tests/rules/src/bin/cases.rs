//! Prints random inputs with the server's results, one JSON object per line: `cases --seed 1 --count 1000`.

use std::io::{self, BufWriter, Write};

use isotype::testing::Client;
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    use lexopt::prelude::*;
    let (mut seed, mut count, mut parser) = (1, 1000, lexopt::Parser::from_env());
    while let Some(argument) = parser.next()? {
        match argument {
            Long("seed") => seed = parser.value()?.parse()?,
            Long("count") => count = parser.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    let mut random = fastrand::Rng::with_seed(seed);
    let client = Client::new(isotype_rules::api(), ());
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut out = BufWriter::new(io::stdout().lock());
    for _ in 0..count {
        let (procedure, input) = isotype_rules::random_input(&mut random);
        let result = match runtime.block_on(client.call::<()>(procedure, &input)) {
            Ok(()) => json!({ "fields": {} }),
            Err(failure) if failure.error.is_null() => json!({ "undecodable": failure.message }),
            Err(failure) => failure.error,
        };
        writeln!(out, "{}", json!({ "procedure": procedure, "input": input, "result": result }))?;
    }
    Ok(out.flush()?)
}

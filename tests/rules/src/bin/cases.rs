//! Prints inputs with the server's verdict, a JSON object a line: `cases --seed 1 --count 1000`.

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
        let verdict = match runtime.block_on(client.call::<()>(procedure, &input)) {
            Ok(()) => json!({ "fields": {} }),
            Err(refusal) if refusal.error.is_null() => json!({ "undecodable": refusal.message }),
            Err(refusal) => refusal.error,
        };
        writeln!(out, "{}", json!({ "procedure": procedure, "input": input, "verdict": verdict }))?;
    }
    Ok(out.flush()?)
}

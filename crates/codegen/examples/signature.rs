//! A bindings binary whose API changes when the variable `CHANGED` is set: what `tests/types` needs to see a client
//! break where it calls.

use std::{env, process::ExitCode};

use isotype_contract::{Audit, Contract, Encoding, Kind, Procedure, Refused, Source};
use isotype_lowering::{Registry, Type, specta};
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Type)]
#[expect(dead_code, reason = "printed, never read")]
struct NewPost {
    title: String,
}

mod changed {
    use super::*;

    #[derive(Deserialize, Type)]
    #[expect(dead_code, reason = "printed, never read")]
    pub(crate) struct NewPost {
        title: String,
        body: String,
    }
}

#[derive(Serialize, Type)]
struct Post {
    title: String,
}

fn contract() -> Result<Contract, Refused> {
    let mut registry = Registry::new();
    let is_changed = env::var_os("CHANGED").is_some();
    let input = if is_changed { registry.shape::<changed::NewPost>() } else { registry.shape::<NewPost>() };
    let output = registry.shape::<Post>();
    registry.add(Procedure {
        name: "posts.create".to_owned(),
        aliases: Vec::new(),
        kind: Kind::Mutation,
        docs: String::new(),
        deprecated: None,
        source: Source { file: file!().to_owned(), line: line!(), column: column!() },
        proofs: Vec::new(),
        public: false,
        policies: Vec::new(),
        input,
        encoding: Encoding::Json,
        rest: None,
        output,
        streams: false,
        tracked: false,
        errors: Vec::new(),
    });
    registry.finish()
}

fn main() -> ExitCode {
    isotype_codegen::cli::main(contract(), &Audit { deny_unstated: false, procedures: Vec::new() })
}

//! Bindings binary whose API changes if the environment variable `CHANGED` is set, used by `tests/types`.

use std::{env, process::ExitCode};

use isotype_contract::{Audit, Contract, ContractError, InputEncoding, Procedure, ProcedureKind, SourceLocation};
use isotype_lowering::{Registry, specta};
use serde::{Deserialize, Serialize};

#[derive(Deserialize, specta::Type)]
#[expect(dead_code, reason = "the fields are only described, never read")]
struct NewPost {
    title: String,
}

mod changed {
    use super::*;

    #[derive(Deserialize, specta::Type)]
    #[expect(dead_code, reason = "the fields are only described, never read")]
    pub(crate) struct NewPost {
        title: String,
        body: String,
    }
}

#[derive(Serialize, specta::Type)]
struct Post {
    title: String,
}

fn contract() -> Result<Contract, ContractError> {
    let mut registry = Registry::new();
    let is_changed = env::var_os("CHANGED").is_some();
    let input = if is_changed { registry.describe::<changed::NewPost>() } else { registry.describe::<NewPost>() };
    let output = registry.describe::<Post>();
    registry.add_procedure(Procedure {
        name: "posts.create".to_owned(),
        aliases: Vec::new(),
        kind: ProcedureKind::Mutation,
        docs: String::new(),
        deprecated: None,
        source: SourceLocation { file: file!().to_owned(), line: line!(), column: column!() },
        guards: Vec::new(),
        public: false,
        policies: Vec::new(),
        input,
        encoding: InputEncoding::Json,
        rest: None,
        output,
        streaming: false,
        tracked: false,
        errors: Vec::new(),
    });
    registry.finish()
}

fn main() -> ExitCode {
    isotype_codegen::cli::main(contract(), &Audit { deny_unprotected: false, procedures: Vec::new() })
}

use isotype::prelude::*;

#[derive(Debug, ProcedureError)]
#[code(Teapot)]
struct Brewing;

impl std::fmt::Display for Brewing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("brewing")
    }
}

fn main() {}

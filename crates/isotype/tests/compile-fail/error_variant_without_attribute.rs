use isotype::prelude::*;

#[derive(Debug, ProcedureError)]
enum PostError {
    TitleTaken,
    #[code(Conflict)]
    Other(String),
    #[code(Conflict)]
    Named { r#type: String },
}

fn main() {}

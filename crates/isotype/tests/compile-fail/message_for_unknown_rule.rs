use isotype::prelude::*;

#[derive(serde::Deserialize, Type, garde::Validate, Constraints)]
struct NewPost {
    #[garde(length(max = 5))]
    #[message(lenght = "too long")]
    title: String,
}

fn main() {}

use isotype::prelude::*;

#[derive(serde::Deserialize, Type, garde::Validate, Constraints)]
struct NewPost {
    #[garde(length(max = 5))]
    #[normalize(uppercase)]
    title: String,
}

fn main() {}

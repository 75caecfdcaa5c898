use isotype::prelude::*;

#[derive(serde::Deserialize, Type, garde::Validate, Constraints)]
struct NewPost {
    #[garde(range(max = 5))]
    #[normalize(trim)]
    stars: u8,
}

fn main() {}

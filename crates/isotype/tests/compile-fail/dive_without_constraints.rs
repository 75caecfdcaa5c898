use garde::Validate;
use isotype::prelude::*;

#[derive(serde::Deserialize, Type, Validate)]
struct Address {
    #[garde(length(min = 1))]
    street: String,
}

#[derive(serde::Deserialize, Type, Validate, Constraints)]
struct Person {
    #[garde(dive)]
    address: Address,
}

#[procedure]
async fn add(_: Ctx<()>, Valid(person): Valid<Person>) -> String {
    person.address.street
}

fn main() {}

//! Tests of the issues in `Invalid`: codes, parameters, custom messages and string normalization.

use garde::Validate;
use isotype::prelude::*;
use isotype::testing::Client;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SignUp {
    #[garde(email, length(max = 20))]
    #[normalize(trim, lowercase)]
    #[message(email = "an address, please")]
    email: String,
    #[garde(length(chars, min = 2), custom(is_strong))]
    #[message("choose a better one")]
    password: String,
    #[garde(matches(password))]
    again: String,
    #[garde(range(min = 18, max = u64::MAX))]
    age: u64,
    #[garde(inner(length(min = 1)))]
    #[normalize(trim)]
    nick_names: Vec<String>,
    #[garde(dive)]
    #[message("not said of what is inside")]
    friend: Option<Box<Friend>>,
}

#[derive(Deserialize, Type, Validate, Constraints)]
struct Friend {
    #[garde(ascii, prefix("@"))]
    #[normalize(lowercase)]
    handle: String,
}

fn is_strong(password: &str, _: &()) -> garde::Result {
    match password.len() > 3 {
        true => Ok(()),
        false => Err(Issue::new("weak", "is weak").with_param("least", 4).into()),
    }
}

async fn sign_up(_: Ctx<()>, Valid(new): Valid<SignUp>) -> Result<Vec<String>, Invalid> {
    if new.email == "taken@x.de" {
        return Err(Invalid::field("email", Issue::new("taken", "has an account")).with_field("", "try to sign in"));
    }
    let friend = new.friend.map(|friend| friend.handle);
    Ok([new.email].into_iter().chain(new.nick_names).chain(friend).collect())
}

fn call(input: Value) -> Result<Vec<String>, Value> {
    let client = Client::new(Router::new().mutation("signUp", sign_up), ());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(client.call("signUp", &input)).map_err(|refusal| match refusal.error {
        Value::Null => refusal.message.into(),
        error => error["fields"].clone(),
    })
}

fn input(changes: Value) -> Value {
    let mut input = json!({ "email": "a@b.de", "password": "secret", "again": "secret", "age": 18, "nickNames": [], "friend": null });
    input.as_object_mut().unwrap().extend(changes.as_object().cloned().unwrap());
    input
}

#[test]
fn normalizes_strings_before_validation() {
    let changes = json!({ "email": " A@B.de\t", "nickNames": [" Ann ", "B"], "friend": { "handle": "@Bob" } });
    assert_eq!(call(input(changes)).unwrap(), ["a@b.de", "Ann", "B", "@bob"]);
}

#[test]
fn reports_code_parameters_and_message_of_each_rule() {
    let changes = json!({ "email": "x", "password": "s", "again": "t", "age": 1, "nickNames": ["  "], "friend": { "handle": "\u{e9}" } });
    let expected = json!({
        "email": [{ "code": "email", "message": "an address, please" }],
        "password": [
            { "code": "weak", "message": "choose a better one", "params": { "least": 4 } },
            { "code": "length", "message": "choose a better one", "params": { "min": 2 } },
        ],
        "again": [{ "code": "matches", "message": "does not match password field", "params": { "field": "password" } }],
        "age": [{ "code": "range", "message": "lower than 18", "params": { "min": 18 } }],
        "nickNames[0]": [{ "code": "length", "message": "length is lower than 1", "params": { "min": 1 } }],
        "friend.handle": [
            { "code": "ascii", "message": "not ascii" },
            { "code": "prefix", "message": "value does not begin with \"@\"", "params": { "text": "@" } },
        ],
    });
    assert_eq!(call(input(changes)).unwrap_err(), expected);
}

#[test]
fn reports_issues_of_the_procedure_in_the_same_form() {
    let expected = json!({
        "": [{ "code": "custom", "message": "try to sign in" }],
        "email": [{ "code": "taken", "message": "has an account" }],
    });
    assert_eq!(call(input(json!({ "email": "Taken@x.de" }))).unwrap_err(), expected);
}

/// Types reject unknown fields only if they have serde's `deny_unknown_fields`. Inputs of infinite queries must not
/// have it, because TanStack Query adds `direction`, and `cursor` if the input has none.
#[test]
fn rejects_unknown_fields_if_the_type_denies_them() {
    let refused = call(input(json!({ "direction": "forward" }))).unwrap_err();
    assert!(refused.as_str().is_some_and(|message| message.contains("unknown field `direction`")), "{refused}");
    let lenient = json!({ "handle": "@b", "direction": "forward" });
    assert!(call(input(json!({ "friend": lenient }))).is_ok());
}

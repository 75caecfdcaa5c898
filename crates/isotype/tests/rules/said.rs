//! What `Invalid` says: codes and parameters, messages of the type's own, and of which text.

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
fn texts_come_in_their_normal_form() {
    let changes = json!({ "email": " A@B.de\t", "nickNames": [" Ann ", "B"], "friend": { "handle": "@Bob" } });
    assert_eq!(call(input(changes)).unwrap(), ["a@b.de", "Ann", "B", "@bob"]);
}

#[test]
fn each_broken_rule_has_a_code_its_parameters_and_its_words() {
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
fn a_check_of_the_procedures_own_says_the_same_shape() {
    let expected = json!({
        "": [{ "code": "custom", "message": "try to sign in" }],
        "email": [{ "code": "taken", "message": "has an account" }],
    });
    assert_eq!(call(input(json!({ "email": "Taken@x.de" }))).unwrap_err(), expected);
}

/// serde's own attribute says which types are strict. Those that infinite queries ask for are not: TanStack's add `direction`, and
/// `cursor` to what has none.
#[test]
fn unknown_members_are_refused_where_the_type_says_so() {
    let refused = call(input(json!({ "direction": "forward" }))).unwrap_err();
    assert!(refused.as_str().is_some_and(|message| message.contains("unknown field `direction`")), "{refused}");
    let lenient = json!({ "handle": "@b", "direction": "forward" });
    assert!(call(input(json!({ "friend": lenient }))).is_ok());
}

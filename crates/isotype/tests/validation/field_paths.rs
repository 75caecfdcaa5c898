//! Tests of the field paths in issues.

use std::collections::BTreeMap;

use garde::Validate;
use isotype::prelude::*;
use isotype::testing::Client;
use serde::Deserialize;
use serde_json::{Value, json};

async fn take<T>(_: Ctx<()>, _: T) {}

/// Returns the field paths of the issues that an invalid input causes, in order.
fn rejected_paths<T: isotype::Input>(input: Value) -> Vec<String> {
    let client = Client::new(Router::new().mutation("take", take::<T>), ());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let refusal = runtime.block_on(client.call::<()>("take", &input)).expect_err("is refused");
    let fields = refusal.error["fields"].as_object().unwrap_or_else(|| panic!("{refusal:?}"));
    fields.keys().cloned().collect()
}

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
struct Line {
    #[garde(range(min = 1))]
    unit_price: u32,
    #[serde(rename = "kind-of")]
    #[garde(inner(length(min = 1)))]
    kinds: Vec<String>,
}

#[derive(Deserialize, Type, Validate, Constraints)]
struct Name(#[garde(length(min = 1))] String);

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
struct Order {
    #[garde(dive)]
    order_lines: Vec<Line>,
    #[garde(dive)]
    by_name: BTreeMap<String, Line>,
    #[garde(dive)]
    ship_to: Option<Box<Name>>,
    #[serde(flatten)]
    #[garde(dive)]
    rest: Line,
    #[garde(dive)]
    pay_by: (Payment, Payment),
}

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all_fields = "camelCase")]
enum Payment {
    Card {
        #[garde(length(min = 4))]
        card_number: String,
    },
    Bank(#[garde(dive)] Name),
}

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(tag = "kind", content = "value", rename_all_fields = "camelCase")]
enum Adjacent {
    Card {
        #[garde(length(min = 4))]
        card_number: String,
    },
}

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
enum Internal {
    Card {
        #[garde(length(min = 4))]
        card_number: String,
    },
}

#[test]
fn names_fields_as_clients_know_them() {
    let line = json!({ "unitPrice": 0, "kind-of": ["a", ""] });
    let input = json!({
        "orderLines": [line],
        "byName": { "x": line },
        "shipTo": "",
        "unitPrice": 0,
        "kind-of": [""],
        "payBy": [{ "Card": { "cardNumber": "1" } }, { "Bank": "" }],
    });
    let expected = [
        "byName.x.kind-of[1]",
        "byName.x.unitPrice",
        "kind-of[0]",
        "orderLines[0].kind-of[1]",
        "orderLines[0].unitPrice",
        "payBy[0].Card.cardNumber",
        "payBy[1].Bank",
        "shipTo",
        "unitPrice",
    ];
    assert_eq!(rejected_paths::<Valid<Order>>(input), expected);
}

#[test]
fn follows_enum_tags() {
    let input = json!({ "kind": "Card", "value": { "cardNumber": "" } });
    assert_eq!(rejected_paths::<Valid<Adjacent>>(input), ["value.cardNumber"]);
    assert_eq!(rejected_paths::<Valid<Internal>>(json!({ "kind": "Card", "cardNumber": "" })), ["cardNumber"]);
}

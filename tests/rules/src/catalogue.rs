//! Input types with validation rules, and a procedure for each.

use std::collections::BTreeMap;

use garde::Validate;
use isotype::prelude::*;
use serde::Deserialize;

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
struct Lengths {
    #[garde(length(min = 2, max = 9))]
    plain: String,
    #[garde(length(bytes, min = 2, max = 9), length(chars, max = 5))]
    of_bytes: String,
    #[garde(length(chars, min = 2, max = 4))]
    of_chars: String,
    #[garde(length(graphemes, min = 2, max = 4))]
    of_graphemes: String,
    #[garde(length(utf16, equal = 3))]
    of_units: String,
    #[garde(length(min = 1, max = 3), inner(length(chars, max = 4), ascii))]
    list: Vec<String>,
    #[garde(length(max = 2))]
    map: BTreeMap<String, u32>,
    #[serde(default)]
    #[garde(length(chars, min = 2))]
    maybe: Option<String>,
}

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
struct Numbers {
    #[garde(range(min = 3, max = 200))]
    small: u8,
    #[garde(range(min = -5))]
    signed: i32,
    #[garde(range(max = 1_000_000_000_000_i64 - 1))]
    wide: i64,
    #[garde(range(min = 0.1, max = 0.3))]
    double: f64,
    #[garde(range(min = 0.1, max = 16_777_216.0))]
    single: f32,
    #[garde(range(equal = 5))]
    exact: u32,
    #[garde(inner(range(max = 10)))]
    items: Vec<u16>,
    #[garde(range(min = 1, max = 9))]
    maybe: Option<u32>,
}

const WORD: &str = "a\"b";

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
struct Texts {
    #[garde(ascii)]
    ascii: String,
    #[garde(alphanumeric)]
    alphanumeric: String,
    #[garde(contains(WORD))]
    contains: String,
    #[garde(prefix("é"))]
    prefix: String,
    #[garde(suffix("\u{1f600}"))]
    suffix: String,
    #[garde(pattern(r"^[a-z][a-z0-9_-]{1,7}$"))]
    slug: String,
    #[garde(pattern(r"(?i-u:k)|(?-u:\d){2}|^(?-u:\s)*$"))]
    anywhere: String,
    #[garde(pattern(r"(?m:^a.b$)|(?s:c.d)|[^a-z_/][\u{3b1}-\u{3c9}]+"))]
    lines: String,
    #[garde(pattern(r"(?-u:\b)no(?-u:\b)"))]
    word: String,
}

#[derive(Deserialize, Type, Validate, Constraints)]
struct Addresses {
    #[garde(email)]
    email: String,
    #[garde(url)]
    url: String,
    #[garde(ip)]
    ip: String,
    #[garde(ipv4)]
    ipv4: String,
    #[garde(ipv6)]
    ipv6: String,
}

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
struct Normalized {
    #[garde(length(chars, min = 2, max = 5))]
    #[normalize(trim)]
    trimmed: String,
    #[garde(length(chars, max = 5), pattern(r"^[a-z0-9 ]*$"))]
    #[normalize(trim, lowercase)]
    #[message(pattern = "only letters, digits and spaces", length = "too long")]
    both: String,
    #[garde(inner(inner(length(utf16, min = 1, max = 3))))]
    #[normalize(trim)]
    #[message("each word has 1 to 3 letters")]
    words: Vec<Option<String>>,
    #[garde(custom(is_even))]
    even: u8,
}

/// Custom rule, which only the server checks.
fn is_even(number: &u8, _: &()) -> garde::Result {
    match number % 2 {
        0 => Ok(()),
        rest => Err(Issue::new("odd", "is odd").with_param("rest", u32::from(rest)).into()),
    }
}

#[derive(Deserialize, Type, Validate, Constraints)]
struct Name(#[garde(length(chars, min = 1, max = 3))] String);

#[derive(Deserialize, Type, Validate, Constraints)]
struct Pair(#[garde(range(max = 3))] u32, #[garde(dive)] Name);

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
struct Line {
    #[garde(range(min = 1))]
    unit_price: u32,
    #[garde(inner(inner(length(chars, max = 2))))]
    kinds_of: Vec<Vec<String>>,
}

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all_fields = "camelCase")]
enum External {
    Nothing,
    One(#[garde(length(chars, max = 2))] String),
    Some {
        #[garde(range(max = 2))]
        first_field: u32,
    },
}

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Internal {
    Nothing,
    SomeText {
        #[garde(length(chars, max = 2))]
        the_text: String,
    },
    SomeNumber {
        #[garde(range(max = 2))]
        the_number: u32,
    },
}

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(tag = "kind", content = "value")]
enum Adjacent {
    Nothing,
    Text(#[garde(length(chars, max = 2))] String),
    Line(#[garde(dive)] Line),
}

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(deny_unknown_fields)]
struct Strict {
    #[garde(length(chars, max = 2))]
    text: String,
}

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(tag = "kind", deny_unknown_fields)]
enum Picked {
    Some {
        #[garde(length(chars, max = 2))]
        text: String,
    },
    Strict(#[garde(dive)] Strict),
}

#[derive(Deserialize, Type, Validate, Constraints)]
struct Listed<T: Validate<Context = ()>> {
    #[garde(length(max = 2), dive)]
    listed: Vec<T>,
}

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
struct Nested {
    #[garde(dive)]
    order_lines: Vec<Line>,
    #[garde(dive)]
    by_name: BTreeMap<String, Line>,
    #[garde(dive)]
    the_name: Name,
    #[garde(dive)]
    the_pair: (Name, Pair),
    #[garde(dive)]
    external: External,
    #[garde(dive)]
    internal: Internal,
    #[garde(dive)]
    adjacent: Adjacent,
    #[garde(dive)]
    strict: Strict,
    #[garde(dive)]
    picked: Picked,
    #[garde(dive)]
    listed: Listed<Name>,
    #[serde(default)]
    #[garde(required, inner(length(chars, max = 2)))]
    #[message(required = "say something")]
    needed: Option<String>,
    #[serde(flatten)]
    #[garde(dive)]
    flat: Line,
    #[garde(dive)]
    deeper: Option<Box<Nested>>,
}

async fn accept<T>(_: Ctx<()>, _: T) {}

/// Returns a procedure for each input type.
pub fn api() -> Router<()> {
    Router::new()
        .mutation("lengths", accept::<Valid<Lengths>>)
        .mutation("numbers", accept::<Valid<Numbers>>)
        .mutation("normal", accept::<Valid<Normalized>>)
        .mutation("texts", accept::<Valid<Texts>>)
        .mutation("addresses", accept::<Valid<Addresses>>)
        .mutation("nested", accept::<Valid<Nested>>)
}

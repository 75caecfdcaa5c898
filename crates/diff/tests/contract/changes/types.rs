//! Changes to types.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use isotype_diff::{Compatibility::*, SemverBump::*};
use serde_json::Value;
use uuid::Uuid;

use super::change_case::{Case, both_directions, change, input};

change!(renamed { pub struct Post { a: u32 } } => { pub struct Article { a: u32 } });
change!(inlined { pub struct Inner { b: u32 } pub struct T { a: Inner } } => { pub struct Inner { b: u32 } pub struct T { #[specta(inline)] a: Inner } });
change!(branded { pub struct T { id: u32 } } => { pub struct Id(u32); pub struct T { id: Id } });
change!(rebranded { pub struct PostId(u32); pub struct T { id: PostId } } => { pub struct UserId(u32); pub struct T { id: UserId } });
change!(arguments
    { pub struct Page<I> { items: Vec<I> } pub struct T { page: Page<u8> } } =>
    { pub struct Page<I> { items: Vec<I> } pub struct T { page: Page<u32> } });
change!(generic
    { pub struct Page { items: Vec<u8> } pub struct T { page: Page } } =>
    { pub struct Page<I> { items: Vec<I> } pub struct T { page: Page<u8> } });
change!(transparent { pub struct T { a: u32 } } => { #[serde(transparent)] pub struct T { a: u32 } });
change!(documented { pub struct T { a: u32 } } => { /** Other docs. */ pub struct T { /** Other field docs. */ a: u32 } });
change!(deprecated { pub struct T { a: u32, b: u32 } } => { pub struct T { a: u32, #[deprecated(note = "use a")] b: u32 } });
change!(keys { pub struct T { m: BTreeMap<u8, u8> } } => { pub struct T { m: BTreeMap<String, u8> } });
change!(to_map { pub struct T { a: u32, b: u32 } } => { #[serde(transparent)] pub struct T { all: BTreeMap<String, u32> } });
change!(emptied { pub struct T { a: Option<u8> } } => { pub struct T; });
change!(big
    { pub struct T { a: i64 } } =>
    { pub struct T { #[serde(with = "isotype_lowering::with::bigint")] #[specta(type = isotype_lowering::with::BigInt)] a: i64 } });
change!(bytes
    { pub struct T { a: Vec<u8> } } =>
    { pub struct T { #[serde(with = "isotype_lowering::with::base64")] #[specta(type = isotype_lowering::with::Base64)] a: Vec<u8> } });
change!(entries
    { pub struct T { a: BTreeMap<u8, u8> } } =>
    { pub struct T {
        #[serde(with = "isotype_lowering::with::entries")]
        #[specta(type = isotype_lowering::with::Entries<u8, u8>)]
        a: BTreeMap<u8, u8>,
    } });
change!(paged {} => { pub struct T { cursor: Option<String>, limit: Option<u32> } });

#[test]
fn message_describes_contents_if_name_is_unchanged() {
    let [case, _] =
        both_directions::<emptied::old::T, emptied::new::T>("", (BreaksClients, Major), (BreaksClients, Major));
    assert_eq!(case.worst().expect("should find a break").message, "type changed from object to null");
}

pub(crate) fn cases() -> Vec<Case> {
    let input = input::<(), paged::new::T>("an input with only optional fields is added", BreaksServers, Minor);
    let groups = [scalars(), lists(), encodings_and_maps(), named_types(), vec![input]];
    groups.into_iter().flatten().collect()
}

fn encodings_and_maps() -> Vec<Case> {
    let cases = [
        both_directions::<big::old::T, big::new::T>(
            "a wide integer becomes a `bigint`",
            (BreaksServers, Major),
            (BreaksClients, Major),
        ),
        both_directions::<big::new::T, big::old::T>(
            "a `bigint` becomes a number",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<bytes::old::T, bytes::new::T>(
            "a list of bytes becomes base64",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<entries::old::T, entries::new::T>(
            "a map becomes a list of pairs",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<keys::old::T, keys::new::T>(
            "a map's keys widen",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both_directions::<emptied::old::T, emptied::new::T>(
            "all fields of a struct are removed",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<to_map::old::T, to_map::new::T>(
            "a struct becomes a map",
            (BreaksServers, Major),
            (BreaksClients, Major),
        ),
    ];
    cases.into_iter().flatten().collect()
}

fn named_types() -> Vec<Case> {
    let cases = [
        both_directions::<renamed::old::Post, renamed::new::Article>(
            "a type is renamed",
            (Compatible, Minor),
            (Compatible, Minor),
        ),
        both_directions::<inlined::old::T, inlined::new::T>(
            "a type is inlined",
            (Compatible, Minor),
            (Compatible, Minor),
        ),
        both_directions::<branded::old::T, branded::new::T>(
            "a scalar becomes a newtype",
            (Compatible, Major),
            (Compatible, Minor),
        ),
        both_directions::<branded::new::T, branded::old::T>(
            "a newtype becomes a scalar",
            (Compatible, Minor),
            (Compatible, Major),
        ),
        both_directions::<rebranded::old::T, rebranded::new::T>(
            "a newtype becomes another",
            (Compatible, Major),
            (Compatible, Major),
        ),
        both_directions::<arguments::old::T, arguments::new::T>(
            "an argument of a generic type widens",
            (BreaksServers, Minor),
            (Compatible, Minor),
        ),
        both_directions::<generic::old::T, generic::new::T>(
            "a type becomes generic",
            (Compatible, Patch),
            (Compatible, Patch),
        ),
        both_directions::<transparent::old::T, transparent::new::T>(
            "`transparent` is added",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<documented::old::T, documented::new::T>(
            "documentation changes",
            (Compatible, Patch),
            (Compatible, Patch),
        ),
        both_directions::<deprecated::old::T, deprecated::new::T>(
            "a field is deprecated",
            (Compatible, Minor),
            (Compatible, Minor),
        ),
    ];
    cases.into_iter().flatten().collect()
}

fn scalars() -> Vec<Case> {
    let cases = [
        both_directions::<u8, u32>("`u8` becomes `u32`", (BreaksServers, Minor), (Compatible, Minor)),
        both_directions::<u32, u8>("`u32` becomes `u8`", (BreaksClients, Major), (Compatible, Minor)),
        both_directions::<i32, u32>("`i32` becomes `u32`", (BreaksClients, Major), (Compatible, Minor)),
        both_directions::<u32, i64>("`u32` becomes `i64`", (BreaksServers, Minor), (Compatible, Minor)),
        both_directions::<u32, f64>("an integer becomes a float", (BreaksServers, Minor), (BreaksClients, Major)),
        both_directions::<f64, u32>("a float becomes an integer", (BreaksClients, Major), (BreaksServers, Minor)),
        both_directions::<f64, f32>("`f64` becomes `f32`", (BreaksClients, Major), (Compatible, Minor)),
        both_directions::<u32, String>("a number becomes a string", (BreaksClients, Major), (BreaksClients, Major)),
        both_directions::<bool, String>("a boolean becomes a string", (BreaksClients, Major), (BreaksClients, Major)),
        both_directions::<char, String>("a character becomes a string", (BreaksServers, Minor), (BreaksClients, Major)),
        both_directions::<Uuid, String>("a UUID becomes a string", (BreaksServers, Minor), (BreaksClients, Major)),
        both_directions::<String, Uuid>("a string becomes a UUID", (BreaksClients, Major), (BreaksServers, Minor)),
        both_directions::<DateTime<Utc>, String>(
            "a date-time becomes a string",
            (BreaksServers, Major),
            (BreaksClients, Major),
        ),
        both_directions::<String, DateTime<Utc>>(
            "a string becomes a date-time",
            (BreaksClients, Major),
            (BreaksServers, Major),
        ),
        both_directions::<DateTime<Utc>, NaiveDateTime>(
            "a date-time loses its time zone",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<NaiveDate, DateTime<Utc>>(
            "a date becomes a date-time",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<String, Value>("a string becomes any JSON", (BreaksServers, Minor), (BreaksClients, Major)),
        both_directions::<Value, String>("any JSON becomes a string", (BreaksClients, Major), (BreaksServers, Minor)),
    ];
    cases.into_iter().flatten().collect()
}

fn lists() -> Vec<Case> {
    let cases = [
        both_directions::<u32, Vec<u32>>("a value becomes a list", (BreaksClients, Major), (BreaksClients, Major)),
        both_directions::<Vec<u8>, Vec<u32>>("the items of a list widen", (BreaksServers, Minor), (Compatible, Minor)),
        both_directions::<(u8, u8), Vec<u8>>("a tuple becomes a list", (BreaksServers, Minor), (BreaksClients, Major)),
        both_directions::<Vec<u8>, [u8; 3]>(
            "a list becomes an array of fixed length",
            (BreaksClients, Major),
            (BreaksServers, Minor),
        ),
        both_directions::<(u8, u8), (u8, u8, u8)>(
            "a tuple gets longer",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<Vec<u8>, BTreeSet<u8>>("a list becomes a set", (Compatible, Patch), (Compatible, Patch)),
        both_directions::<BTreeMap<String, u8>, BTreeMap<String, u16>>(
            "the values of a map widen",
            (BreaksServers, Minor),
            (Compatible, Minor),
        ),
        both_directions::<Vec<u32>, BTreeMap<String, u32>>(
            "a list becomes a map",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<Vec<Option<u8>>, Vec<u8>>(
            "list items become non-nullable",
            (BreaksClients, Major),
            (BreaksServers, Minor),
        ),
    ];
    cases.into_iter().flatten().collect()
}

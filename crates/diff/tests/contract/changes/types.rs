//! What a value is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use isotype_diff::{Step::*, Verdict::*};
use serde_json::Value;
use uuid::Uuid;

use super::case::{Case, both, change, input};

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
change!(documented { pub struct T { a: u32 } } => { /** New words. */ pub struct T { /** And here. */ a: u32 } });
change!(deprecated { pub struct T { a: u32, b: u32 } } => { pub struct T { a: u32, #[deprecated(note = "use a")] b: u32 } });
change!(keys { pub struct T { m: BTreeMap<u8, u8> } } => { pub struct T { m: BTreeMap<String, u8> } });
change!(to_map { pub struct T { a: u32, b: u32 } } => { #[serde(transparent)] pub struct T { all: BTreeMap<String, u32> } });
change!(emptied { pub struct T { a: Option<u8> } } => { pub struct T; });
change!(big
    { pub struct T { a: i64 } } =>
    { pub struct T { #[serde(with = "isotype_lowering::with::bigint")] #[specta(type = isotype_lowering::with::BigInt)] a: i64 } });
change!(bytes
    { pub struct T { a: Vec<u8> } } =>
    { pub struct T { #[serde(with = "isotype_lowering::with::base64")] #[specta(type = isotype_lowering::with::Bytes)] a: Vec<u8> } });
change!(entries
    { pub struct T { a: BTreeMap<u8, u8> } } =>
    { pub struct T {
        #[serde(with = "isotype_lowering::with::entries")]
        #[specta(type = isotype_lowering::with::Entries<u8, u8>)]
        a: BTreeMap<u8, u8>,
    } });
change!(paged {} => { pub struct T { cursor: Option<String>, limit: Option<u32> } });

#[test]
fn what_a_type_became_is_told_where_its_name_stayed() {
    let [case, _] = both::<emptied::old::T, emptied::new::T>("", (Clients, Major), (Clients, Major));
    assert_eq!(case.worst().expect("a break").words, "is null and was object");
}

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = scalars();
    cases.extend(lists());
    let named = [
        both::<big::old::T, big::new::T>("a wide integer becomes a `bigint`", (Servers, Major), (Clients, Major)),
        both::<big::new::T, big::old::T>("a `bigint` becomes a number", (Clients, Major), (Clients, Major)),
        both::<bytes::old::T, bytes::new::T>("a list of bytes becomes base64", (Clients, Major), (Clients, Major)),
        both::<entries::old::T, entries::new::T>("a map becomes a list of pairs", (Clients, Major), (Clients, Major)),
        both::<renamed::old::Post, renamed::new::Article>("a type is renamed", (Safe, Minor), (Safe, Minor)),
        both::<inlined::old::T, inlined::new::T>("a type is inlined", (Safe, Minor), (Safe, Minor)),
        both::<branded::old::T, branded::new::T>("a plain value becomes a newtype", (Safe, Major), (Safe, Minor)),
        both::<branded::new::T, branded::old::T>("a newtype becomes a plain value", (Safe, Minor), (Safe, Major)),
        both::<rebranded::old::T, rebranded::new::T>("a newtype becomes another", (Safe, Major), (Safe, Major)),
        both::<arguments::old::T, arguments::new::T>(
            "an argument of a generic type widens",
            (Servers, Minor),
            (Safe, Minor),
        ),
        both::<generic::old::T, generic::new::T>("a type becomes generic", (Safe, Patch), (Safe, Patch)),
        both::<transparent::old::T, transparent::new::T>("`transparent` is added", (Clients, Major), (Clients, Major)),
        both::<documented::old::T, documented::new::T>("documentation changes", (Safe, Patch), (Safe, Patch)),
        both::<deprecated::old::T, deprecated::new::T>("a field is deprecated", (Safe, Minor), (Safe, Minor)),
        both::<keys::old::T, keys::new::T>("a map's keys widen", (Servers, Minor), (Clients, Major)),
        both::<emptied::old::T, emptied::new::T>("a struct loses its members", (Clients, Major), (Clients, Major)),
        both::<to_map::old::T, to_map::new::T>("a struct becomes a map", (Servers, Major), (Clients, Major)),
    ];
    cases.extend(named.into_iter().flatten());
    cases.push(input::<(), paged::new::T>("an input is added, all of it optional", Servers, Minor));
    cases
}

fn scalars() -> Vec<Case> {
    let of = [
        both::<u8, u32>("`u8` becomes `u32`", (Servers, Minor), (Safe, Minor)),
        both::<u32, u8>("`u32` becomes `u8`", (Clients, Major), (Safe, Minor)),
        both::<i32, u32>("`i32` becomes `u32`", (Clients, Major), (Safe, Minor)),
        both::<u32, i64>("`u32` becomes `i64`", (Servers, Minor), (Safe, Minor)),
        both::<u32, f64>("a whole number becomes a fraction", (Servers, Minor), (Clients, Major)),
        both::<f64, u32>("a fraction becomes a whole number", (Clients, Major), (Servers, Minor)),
        both::<f64, f32>("`f64` becomes `f32`", (Clients, Major), (Safe, Minor)),
        both::<u32, String>("a number becomes a string", (Clients, Major), (Clients, Major)),
        both::<bool, String>("a boolean becomes a string", (Clients, Major), (Clients, Major)),
        both::<char, String>("a character becomes a string", (Servers, Minor), (Clients, Major)),
        both::<Uuid, String>("a UUID becomes a string", (Servers, Minor), (Clients, Major)),
        both::<String, Uuid>("a string becomes a UUID", (Clients, Major), (Servers, Minor)),
        both::<DateTime<Utc>, String>("an instant becomes a string", (Servers, Major), (Clients, Major)),
        both::<String, DateTime<Utc>>("a string becomes an instant", (Clients, Major), (Servers, Major)),
        both::<DateTime<Utc>, NaiveDateTime>("an instant loses its zone", (Clients, Major), (Clients, Major)),
        both::<NaiveDate, DateTime<Utc>>("a date becomes an instant", (Clients, Major), (Clients, Major)),
        both::<String, Value>("a string becomes any JSON", (Servers, Minor), (Clients, Major)),
        both::<Value, String>("any JSON becomes a string", (Clients, Major), (Servers, Minor)),
    ];
    of.into_iter().flatten().collect()
}

fn lists() -> Vec<Case> {
    let of = [
        both::<u32, Vec<u32>>("one value becomes a list", (Clients, Major), (Clients, Major)),
        both::<Vec<u8>, Vec<u32>>("the items of a list widen", (Servers, Minor), (Safe, Minor)),
        both::<(u8, u8), Vec<u8>>("a tuple becomes a list", (Servers, Minor), (Clients, Major)),
        both::<Vec<u8>, [u8; 3]>("a list becomes an array of one length", (Clients, Major), (Servers, Minor)),
        both::<(u8, u8), (u8, u8, u8)>("a tuple gets longer", (Clients, Major), (Clients, Major)),
        both::<Vec<u8>, BTreeSet<u8>>("a list becomes a set", (Safe, Patch), (Safe, Patch)),
        both::<BTreeMap<String, u8>, BTreeMap<String, u16>>(
            "the values of a map widen",
            (Servers, Minor),
            (Safe, Minor),
        ),
        both::<Vec<u32>, BTreeMap<String, u32>>("a list becomes a map", (Clients, Major), (Clients, Major)),
        both::<Vec<Option<u8>>, Vec<u8>>("items cannot be null any more", (Clients, Major), (Servers, Minor)),
    ];
    of.into_iter().flatten().collect()
}

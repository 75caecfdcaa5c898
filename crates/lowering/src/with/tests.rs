use std::{
    collections::{BTreeMap, HashMap},
    fmt::Debug,
};

use proptest::{
    collection::{btree_map, hash_map, vec},
    num, option,
    prelude::*,
};
use serde::{Deserialize, Serialize};
use specta::{Type, Types};

use super::{serde_as::SerdeAs, *};

fn write<R, T: SerdeAs<R>>(value: &T) -> String {
    let mut json = Vec::new();
    value.serialize_as(&mut serde_json::Serializer::new(&mut json)).unwrap();
    String::from_utf8(json).unwrap()
}

fn read<R, T: SerdeAs<R>>(json: &str) -> Result<T, String> {
    T::deserialize_as(&mut serde_json::Deserializer::from_str(json)).map_err(|error| error.to_string())
}

fn comes_back<R, T: SerdeAs<R> + PartialEq + Debug>(value: T) -> Result<(), TestCaseError> {
    let json = write(&value);
    prop_assert_eq!(read(&json), Ok(value), "{}", json);
    Ok(())
}

proptest! {
    #[test]
    fn integers_come_back(
        signed: i64,
        wide: i128,
        widest in option::of(any::<u128>()),
        list in vec(any::<usize>(), 0..4),
        nested in option::of(vec(option::of(any::<u64>()), 0..4)),
    ) {
        comes_back::<BigInt, _>(signed)?;
        comes_back::<BigInt, _>(wide)?;
        comes_back::<IntegerString, _>(widest)?;
        comes_back::<BigInt, _>(list)?;
        comes_back::<IntegerString, _>(nested)?;
    }

    #[test]
    fn an_integer_is_read_from_a_number_too(signed: i64, unsigned: u64) {
        prop_assert_eq!(read::<BigInt, i64>(&signed.to_string()), Ok(signed));
        prop_assert_eq!(read::<BigInt, u128>(&unsigned.to_string()), Ok(unsigned.into()));
    }

    #[test]
    fn bytes_come_back(list: Vec<u8>, array: [u8; 7], option in option::of(any::<Box<[u8]>>())) {
        comes_back::<Base64, _>(vec![list.clone()])?;
        comes_back::<Base64, _>(list)?;
        comes_back::<Base64, _>(array)?;
        comes_back::<Base64, _>(option)?;
    }

    #[test]
    fn numbers_come_back_to_the_last_bit(double in num::f64::ANY, single in num::f32::ANY) {
        let (double_back, single_back) = (read::<NonFiniteFloat, f64>(&write(&double)), read::<NonFiniteFloat, f32>(&write(&single)));
        if double.is_nan() {
            prop_assert!(double_back.unwrap().is_nan());
        } else {
            prop_assert_eq!(double_back.unwrap().to_bits(), double.to_bits());
        }
        if single.is_nan() {
            prop_assert!(single_back.unwrap().is_nan());
        } else {
            prop_assert_eq!(single_back.unwrap().to_bits(), single.to_bits());
        }
    }

    #[test]
    fn maps_come_back(
        sorted in btree_map(any::<(i8, bool)>(), any::<String>(), 0..4),
        hashed in option::of(hash_map(vec(any::<u8>(), 0..3), any::<Option<u8>>(), 0..4)),
    ) {
        comes_back::<Entries<_, _>, _>(sorted)?;
        comes_back::<Entries<_, _>, _>(hashed)?;
    }
}

#[test]
fn shared_bytes_come_back() {
    let json = write(&bytes::Bytes::from_static(b"\0\xff"));
    assert_eq!(json, r#""AP8=""#);
    assert_eq!(read(&json), Ok(bytes::Bytes::from_static(b"\0\xff")));
}

proptest! {
    #[test]
    fn points_in_time_come_back(nanoseconds in -62_135_596_800_000_000_000i128..253_402_300_800_000_000_000) {
        let utc = time::UtcDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap();
        comes_back::<DateTime, _>(utc)?;
        comes_back::<DateTime, _>(Some(time::OffsetDateTime::from(utc)))?;
    }
}

#[test]
fn a_point_in_time_keeps_its_offset_and_one_without_a_form_is_refused() {
    let json = r#""2026-11-24T05:12:00.000000001+01:00""#;
    assert_eq!(write(&read::<DateTime, time::OffsetDateTime>(json).unwrap()), json);
    let before_the_era = time::OffsetDateTime::UNIX_EPOCH.replace_year(-44).unwrap();
    let mut json = Vec::new();
    let refused = before_the_era.serialize_as(&mut serde_json::Serializer::new(&mut json)).unwrap_err();
    assert_eq!(refused.to_string(), "The year component cannot be formatted into the requested format.");
}

#[test]
fn each_has_its_form() {
    assert_eq!(write::<BigInt, _>(&vec![Some(u128::MAX), None]), r#"["340282366920938463463374607431768211455",null]"#);
    assert_eq!(write::<Base64, _>(&Some(Vec::from(*b"hi?>"))), r#""aGk/Pg==""#);
    assert_eq!(
        write::<NonFiniteFloat, _>(&vec![f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.1]),
        r#"["NaN","Infinity","-Infinity",0.1]"#
    );
    assert_eq!(write::<Entries<_, _>, _>(&BTreeMap::from([((1, 2), 'a')])), r#"[[[1,2],"a"]]"#);
}

#[test]
fn what_is_of_another_form_is_refused_with_what_should_be_there() {
    let refusals = [
        (read::<BigInt, u64>("-1").err(), "-1 is no such integer: out of range integral type conversion attempted"),
        (
            read::<BigInt, u64>(r#""18446744073709551616""#).err(),
            "\"18446744073709551616\" is no such integer: number too large to fit in target type",
        ),
        (
            read::<BigInt, i64>("1.5").err(),
            "invalid type: floating point `1.5`, expected an integer, or its digits in a string",
        ),
        (
            read::<IntegerString, u64>("null").err(),
            "invalid type: null, expected an integer, or its digits in a string",
        ),
        (read::<Base64, Vec<u8>>(r#""a""#).map(|_| 0).err(), "no base64: Invalid input length: 1"),
        (read::<Base64, Vec<u8>>("[1]").map(|_| 0).err(), "invalid type: sequence, expected bytes as a base64 string"),
        (read::<Base64, [u8; 2]>(r#""aGkh""#).map(|_| 0).err(), "invalid length 3, expected 2 bytes"),
        (
            read::<NonFiniteFloat, f64>(r#""nan""#).map(|_| 0).err(),
            "invalid value: string \"nan\", expected a number, \"NaN\", \"Infinity\" or \"-Infinity\"",
        ),
        (
            read::<NonFiniteFloat, f32>("1e39").map(|_| 0).err(),
            "invalid value: floating point `1e+39`, expected a number that an `f32` holds",
        ),
        (
            read::<Entries<u8, u8>, HashMap<u8, u8>>("[[1,2],[1,3]]").map(|_| 0).err(),
            "a key stands twice among the entries",
        ),
    ]
    .map(|(refusal, text)| (refusal.unwrap(), text));
    for (refusal, text) in refusals {
        assert!(refusal.starts_with(text), "{refusal:?} is not {text:?}");
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize, specta::Type)]
struct Count {
    #[serde(with = "bigint", default)]
    #[specta(type = Option<BigInt>)]
    count: Option<u64>,
    #[serde(with = "entries")]
    #[specta(type = Option<Entries<u8, bool>>)]
    seen: Option<BTreeMap<u8, bool>>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type")]
enum Tagged {
    Flat {
        #[serde(flatten)]
        count: Count,
    },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Count(Count),
}

#[test]
fn what_serde_keeps_back_is_read_as_well() {
    let count = |count| Count { count, seen: Some(BTreeMap::from([(1, true)])) };
    let flat = r#"{"type":"Flat","count":"18446744073709551615","seen":[[1,true]]}"#;
    let tagged = Tagged::Flat { count: count(Some(u64::MAX)) };
    assert_eq!(serde_json::to_string(&tagged).unwrap(), flat);
    assert_eq!(serde_json::from_str::<Tagged>(flat).unwrap(), tagged);
    let untagged: Untagged = serde_json::from_str(r#"{"count":18446744073709551615,"seen":[[1,true]]}"#).unwrap();
    assert_eq!(untagged, Untagged::Count(count(Some(u64::MAX))));
    assert_eq!(serde_json::from_str::<Count>(r#"{"seen":[[1,true]]}"#).unwrap(), count(None));
    assert!(serde_json::from_str::<Count>("{}").unwrap_err().to_string().starts_with("missing field `seen`"));
}

#[test]
fn markers_are_named_types_of_this_module() {
    let mut types = Types::default();
    Count::definition(&mut types);
    Vec::<(IntegerString, Base64, NonFiniteFloat, DateTime)>::definition(&mut types);
    let mut markers: Vec<_> = types
        .into_unsorted_iter()
        .filter(|named| {
            named.module_path.starts_with(concat!(env!("CARGO_CRATE_NAME"), "::with::")) && named.name != "Count"
        })
        .map(|named| format!("{}::{}", named.module_path, named.name))
        .collect();
    markers.sort();
    assert_eq!(
        markers,
        [
            "isotype_lowering::with::base64::Bytes",
            "isotype_lowering::with::bigint::BigInt",
            "isotype_lowering::with::entries::Entries",
            "isotype_lowering::with::non_finite_float::Float",
            "isotype_lowering::with::integer_string::IntegerText",
            "isotype_lowering::with::rfc3339::DateTime",
        ]
    );
}

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

fn assert_round_trip<R, T: SerdeAs<R> + PartialEq + Debug>(value: T) -> Result<(), TestCaseError> {
    let json = write(&value);
    prop_assert_eq!(read(&json), Ok(value), "{}", json);
    Ok(())
}

proptest! {
    #[test]
    fn integers_round_trip(
        signed: i64,
        wide: i128,
        widest in option::of(any::<u128>()),
        list in vec(any::<usize>(), 0..4),
        nested in option::of(vec(option::of(any::<u64>()), 0..4)),
    ) {
        assert_round_trip::<BigInt, _>(signed)?;
        assert_round_trip::<BigInt, _>(wide)?;
        assert_round_trip::<IntegerString, _>(widest)?;
        assert_round_trip::<BigInt, _>(list)?;
        assert_round_trip::<IntegerString, _>(nested)?;
    }

    #[test]
    fn integers_are_read_from_numbers(signed: i64, unsigned: u64) {
        prop_assert_eq!(read::<BigInt, i64>(&signed.to_string()), Ok(signed));
        prop_assert_eq!(read::<BigInt, u128>(&unsigned.to_string()), Ok(unsigned.into()));
    }

    #[test]
    fn bytes_round_trip(list: Vec<u8>, array: [u8; 7], option in option::of(any::<Box<[u8]>>())) {
        assert_round_trip::<Base64, _>(vec![list.clone()])?;
        assert_round_trip::<Base64, _>(list)?;
        assert_round_trip::<Base64, _>(array)?;
        assert_round_trip::<Base64, _>(option)?;
    }

    #[test]
    fn floats_round_trip_bit_for_bit(double in num::f64::ANY, single in num::f32::ANY) {
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
    fn maps_round_trip(
        sorted in btree_map(any::<(i8, bool)>(), any::<String>(), 0..4),
        hashed in option::of(hash_map(vec(any::<u8>(), 0..3), any::<Option<u8>>(), 0..4)),
    ) {
        assert_round_trip::<Entries<_, _>, _>(sorted)?;
        assert_round_trip::<Entries<_, _>, _>(hashed)?;
    }
}

#[test]
fn bytes_crate_round_trips() {
    let json = write(&bytes::Bytes::from_static(b"\0\xff"));
    assert_eq!(json, r#""AP8=""#);
    assert_eq!(read(&json), Ok(bytes::Bytes::from_static(b"\0\xff")));
}

proptest! {
    #[test]
    fn date_times_round_trip(nanoseconds in -62_135_596_800_000_000_000i128..253_402_300_800_000_000_000) {
        let utc = time::UtcDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap();
        assert_round_trip::<DateTime, _>(utc)?;
        assert_round_trip::<DateTime, _>(Some(time::OffsetDateTime::from(utc)))?;
    }
}

#[test]
fn date_time_keeps_offset_and_rejects_negative_year() {
    let json = r#""2026-11-24T05:12:00.000000001+01:00""#;
    assert_eq!(write(&read::<DateTime, time::OffsetDateTime>(json).unwrap()), json);
    let negative_year = time::OffsetDateTime::UNIX_EPOCH.replace_year(-44).unwrap();
    let mut json = Vec::new();
    let error = negative_year.serialize_as(&mut serde_json::Serializer::new(&mut json)).unwrap_err();
    assert_eq!(error.to_string(), "The year component cannot be formatted into the requested format.");
}

#[test]
fn writes_expected_json() {
    assert_eq!(write::<BigInt, _>(&vec![Some(u128::MAX), None]), r#"["340282366920938463463374607431768211455",null]"#);
    assert_eq!(write::<Base64, _>(&Some(Vec::from(*b"hi?>"))), r#""aGk/Pg==""#);
    assert_eq!(
        write::<NonFiniteFloat, _>(&vec![f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.1]),
        r#"["NaN","Infinity","-Infinity",0.1]"#
    );
    assert_eq!(write::<Entries<_, _>, _>(&BTreeMap::from([((1, 2), 'a')])), r#"[[[1,2],"a"]]"#);
}

#[test]
fn rejects_other_json_with_expected_form() {
    let rejections = [
        (read::<BigInt, u64>("-1").err(), "invalid integer -1: out of range integral type conversion attempted"),
        (
            read::<BigInt, u64>(r#""18446744073709551616""#).err(),
            "invalid integer \"18446744073709551616\": number too large to fit in target type",
        ),
        (
            read::<BigInt, i64>("1.5").err(),
            "invalid type: floating point `1.5`, expected an integer or a string of digits",
        ),
        (read::<IntegerString, u64>("null").err(), "invalid type: null, expected an integer or a string of digits"),
        (read::<Base64, Vec<u8>>(r#""a""#).map(|_| 0).err(), "invalid base64: Invalid input length: 1"),
        (read::<Base64, Vec<u8>>("[1]").map(|_| 0).err(), "invalid type: sequence, expected bytes as a base64 string"),
        (read::<Base64, [u8; 2]>(r#""aGkh""#).map(|_| 0).err(), "invalid length 3, expected 2 bytes"),
        (
            read::<NonFiniteFloat, f64>(r#""nan""#).map(|_| 0).err(),
            "invalid value: string \"nan\", expected a number, \"NaN\", \"Infinity\" or \"-Infinity\"",
        ),
        (
            read::<NonFiniteFloat, f32>("1e39").map(|_| 0).err(),
            "invalid value: floating point `1e+39`, expected a number in the range of `f32`",
        ),
        (read::<Entries<u8, u8>, HashMap<u8, u8>>("[[1,2],[1,3]]").map(|_| 0).err(), "duplicate key in entries"),
    ]
    .map(|(error, text)| (error.unwrap(), text));
    for (error, text) in rejections {
        assert!(error.starts_with(text), "{error:?} should start with {text:?}");
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
fn reads_from_serde_buffer() {
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
fn markers_have_known_paths() {
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
            "isotype_lowering::with::base64::Base64",
            "isotype_lowering::with::bigint::BigInt",
            "isotype_lowering::with::entries::Entries",
            "isotype_lowering::with::integer_string::IntegerString",
            "isotype_lowering::with::non_finite_float::NonFiniteFloat",
            "isotype_lowering::with::rfc3339::DateTime",
        ]
    );
}

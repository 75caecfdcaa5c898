//! Strategies for types of other crates, within the range that a client can represent.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*};

/// Years 1 to 9999 in milliseconds: the range of RFC 3339 and the precision of `Date`.
const MILLISECONDS: std::ops::Range<i64> = -62_135_596_800_000..253_402_300_800_000;

/// JavaScript's `Number.MAX_SAFE_INTEGER`.
const MAX_SAFE_INTEGER: i64 = (1 << 53) - 1;

pub(crate) fn chrono_instant() -> impl Strategy<Value = chrono::DateTime<chrono::Utc>> {
    MILLISECONDS.prop_map(|at| chrono::DateTime::from_timestamp_millis(at).unwrap_or_default())
}

pub(crate) fn chrono_offset() -> impl Strategy<Value = chrono::DateTime<chrono::FixedOffset>> {
    let offsets = (-12 * 60..14 * 60).prop_map(|minutes| chrono::FixedOffset::east_opt(minutes * 60));
    (chrono_instant(), offsets).prop_map(|(at, offset)| match offset {
        Some(offset)
            if at.timestamp_millis() > MILLISECONDS.start + 86_400_000
                && at.timestamp_millis() < MILLISECONDS.end - 86_400_000 =>
        {
            at.with_timezone(&offset)
        }
        _ => at.fixed_offset(),
    })
}

pub(crate) fn chrono_local() -> impl Strategy<Value = chrono::NaiveDateTime> {
    (MILLISECONDS, 0..1_000_000u32)
        .prop_map(|(at, nanos)| chrono::DateTime::from_timestamp(at / 1_000, nanos).unwrap_or_default().naive_utc())
}

pub(crate) fn jiff_instant() -> impl Strategy<Value = jiff::Timestamp> {
    MILLISECONDS.prop_map(|at| jiff::Timestamp::from_millisecond(at).unwrap_or_default())
}

pub(crate) fn jiff_local() -> impl Strategy<Value = jiff::civil::DateTime> {
    jiff_instant().prop_map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).datetime())
}

pub(crate) fn time_instant() -> impl Strategy<Value = time::OffsetDateTime> {
    let at = |at: i64| time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(at) * 1_000_000);
    MILLISECONDS.prop_map(move |millis| at(millis).unwrap_or(time::OffsetDateTime::UNIX_EPOCH))
}

pub(crate) fn bytes() -> impl Strategy<Value = bytes::Bytes> {
    vec(any::<u8>(), 0..64).prop_map(Into::into)
}

pub(crate) fn url() -> impl Strategy<Value = url::Url> {
    let parts = (
        r"[a-z]{1,8}\.(com|example|рф|museum)",
        "(/[a-zA-Z0-9 ä~_.-]{0,6}){0,3}",
        r"(\?[a-z]=[^#]{0,6})?",
        "(#.{0,6})?",
    );
    parts.prop_filter_map("a valid URL", |(host, path, query, hash)| {
        url::Url::parse(&format!("https://{host}{path}{query}{hash}")).ok()
    })
}

pub(crate) fn uuid() -> impl Strategy<Value = uuid::Uuid> {
    any::<u128>().prop_map(uuid::Uuid::from_u128)
}

pub(crate) fn decimal() -> impl Strategy<Value = rust_decimal::Decimal> {
    (any::<[u8; 12]>(), any::<bool>(), 0..=28u32).prop_map(|(digits, is_negative, scale)| {
        let [a, b, c] =
            [0, 4, 8].map(|at| u32::from_le_bytes([digits[at], digits[at + 1], digits[at + 2], digits[at + 3]]));
        rust_decimal::Decimal::from_parts(a, b, c, is_negative, scale)
    })
}

pub(crate) fn safe_signed() -> impl Strategy<Value = i64> {
    -MAX_SAFE_INTEGER..=MAX_SAFE_INTEGER
}

pub(crate) fn safe_unsigned() -> impl Strategy<Value = u64> {
    0..=MAX_SAFE_INTEGER.unsigned_abs()
}

/// Returns any integer of a type, with its minimum and maximum more often than at random.
pub(crate) fn with_extremes<T: Arbitrary + Clone + 'static>(min: T, max: T) -> impl Strategy<Value = T> {
    prop_oneof![4 => any::<T>(), 1 => Just(min), 1 => Just(max)]
}

/// Returns finite numbers, which JSON can represent.
pub(crate) fn finite_f64() -> impl Strategy<Value = f64> {
    proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL | proptest::num::f64::ZERO
}

pub(crate) fn finite_f32() -> impl Strategy<Value = f32> {
    proptest::num::f32::NORMAL | proptest::num::f32::SUBNORMAL | proptest::num::f32::ZERO
}

/// Returns lists of at most three items, so that nested types stay small.
pub(crate) fn small_vec<T: Arbitrary + 'static>() -> impl Strategy<Value = Vec<T>> {
    vec(any::<T>(), 0..4)
}

pub(crate) fn small_map<K: Arbitrary + Ord + 'static, V: Arbitrary + 'static>() -> impl Strategy<Value = BTreeMap<K, V>>
{
    proptest::collection::btree_map(any::<K>(), any::<V>(), 0..4)
}

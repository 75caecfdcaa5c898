//! Types that mean more than the JSON they are made of, by their paths. Done before the phases are mapped: what they are made of is
//! nobody's business.

use specta::{
    Types,
    datatype::{DataType, NamedDataType, Reference, Tuple},
};

use crate::walk;
use isotype_contract::Scalar;

/// A type that is known by its path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum KnownType {
    Scalar(Scalar),
    /// Its one argument may arrive later.
    Deferred,
    /// Its two arguments are an array of pairs.
    Entries,
    /// Its one argument, or `null`.
    DoubleOption,
    /// Seconds and nanoseconds, though it says that it is a string.
    SecondsAndNanos,
    /// It cannot be told: what to do instead.
    Unsupported(&'static str),
}

impl KnownType {
    /// What is known of a named type.
    pub(crate) fn from_named(named: &NamedDataType) -> Option<KnownType> {
        let scalar = match (&*named.module_path, &*named.name) {
            ("serde_json", "Value") => Scalar::Json,
            ("serde_json", "Number") => Scalar::F64,
            ("uuid" | "uuid::fmt", _) => Scalar::Uuid,
            ("rust_decimal", "Decimal") => Scalar::Decimal,
            ("bigdecimal", "BigDecimal") => Scalar::Decimal,
            ("url", "Url") => Scalar::Url,
            ("bytes", "Bytes" | "BytesMut") => Scalar::ByteArray,
            ("chrono", "DateTime") | ("jiff", "Timestamp") => Scalar::DateTime,
            ("chrono", "NaiveDate") | ("jiff::civil", "Date") => Scalar::Date,
            ("chrono", "NaiveTime") | ("jiff::civil", "Time") => Scalar::Time,
            ("chrono", "NaiveDateTime") | ("jiff::civil", "DateTime") => Scalar::LocalDateTime,
            ("std::convert", "Infallible") => Scalar::Never,
            ("time", "OffsetDateTime" | "UtcDateTime") => {
                return Some(KnownType::Unsupported(
                    "the time crate writes it as an array of numbers. Say `#[serde(with = \"isotype::with::rfc3339\")] \
                     #[specta(type = isotype::with::DateTime)]`",
                ));
            }
            ("time", _) => {
                return Some(KnownType::Unsupported(
                    "the time crate writes it as numbers. Say `#[serde(with = \"...\")] #[specta(type = String)]` with a module that writes \
                     it as a string, as `time::serde::format_description!` makes them",
                ));
            }
            ("std::ffi", _) => {
                return Some(KnownType::Unsupported(
                    "serde writes its bytes, not a string. Say `#[serde(with = \"...\")] #[specta(type = String)]` with a module that \
                     writes it as a string, or take a `String`",
                ));
            }
            ("chrono", "Duration" | "TimeDelta") => return Some(KnownType::SecondsAndNanos),
            ("isotype_core::later", "Later") => return Some(KnownType::Deferred),
            (path, name) if path.starts_with("isotype_lowering::with") => match name {
                "BigInt" => Scalar::BigInt,
                "IntegerText" => Scalar::IntegerString,
                "Bytes" => Scalar::Base64,
                "Float" => Scalar::NonFiniteFloat,
                "DateTime" => Scalar::DateTime,
                "Entries" => return Some(KnownType::Entries),
                "Twice" => return Some(KnownType::DoubleOption),
                _ => return None,
            },
            _ => return None,
        };
        Some(KnownType::Scalar(scalar))
    }

    /// What is known of a part.
    pub(crate) fn from_part(part: &DataType, types: &Types) -> Option<KnownType> {
        match part {
            DataType::Reference(Reference::Opaque(opaque)) => opaque.downcast_ref::<KnownType>().cloned(),
            DataType::Reference(Reference::Named(reference)) => KnownType::from_named(types.get(reference)?),
            _ => None,
        }
    }
}

/// The types with every leaf as one, whatever it is made of.
pub(crate) fn mark(types: &Types) -> Types {
    let mut marked = types.clone();
    marked.iter_mut(|named| match (KnownType::from_named(named), &mut named.ty) {
        (Some(leaf @ (KnownType::Scalar(_) | KnownType::SecondsAndNanos)), ty @ Some(_)) => {
            *ty = Some(Reference::opaque(leaf).into())
        }
        // Neither serde's attributes nor its fields matter.
        (Some(_), ty @ Some(_)) => *ty = Some(Tuple::new(Vec::new()).into()),
        (None, Some(ty)) => walk::rewrite(ty, &|part| scalar(part, types)),
        (_, None) => {}
    });
    marked
}

/// One use site with every leaf as one.
pub(crate) fn mark_use_site(use_site: &DataType, types: &Types) -> DataType {
    let mut marked = use_site.clone();
    walk::rewrite(&mut marked, &|part| scalar(part, types));
    marked
}

fn scalar(part: &DataType, types: &Types) -> Option<DataType> {
    match KnownType::from_part(part, types)? {
        leaf @ (KnownType::Scalar(_) | KnownType::SecondsAndNanos | KnownType::Unsupported(_)) => {
            Some(Reference::opaque(leaf).into())
        }
        KnownType::Deferred | KnownType::Entries | KnownType::DoubleOption => None,
    }
}

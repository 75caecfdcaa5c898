//! Floats: NaN and the infinities survive the round trip if the field is marked with `non_finite_float`.

use isotype::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{round_trip, strategies::*};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = round_trip::register::<Finite>(api, "finite");
    round_trip::register::<Floats>(api, "floats")
}

/// Finite numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Finite {
    #[proptest(strategy = "finite_f64()")]
    double: f64,
    #[proptest(strategy = "finite_f32()")]
    single: f32,
    #[proptest(strategy = "proptest::option::of(finite_f64())")]
    maybe: Option<f64>,
}

/// Numbers including NaN and the infinities.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Arbitrary)]
struct Floats {
    #[serde(with = "isotype::with::non_finite_float")]
    #[isotype(type = isotype::with::NonFiniteFloat)]
    #[proptest(strategy = "proptest::num::f64::ANY")]
    double: f64,
    #[serde(with = "isotype::with::non_finite_float")]
    #[isotype(type = isotype::with::NonFiniteFloat)]
    #[proptest(strategy = "proptest::num::f32::ANY")]
    single: f32,
    #[serde(with = "isotype::with::non_finite_float", default)]
    #[isotype(type = Option<isotype::with::NonFiniteFloat>)]
    #[proptest(strategy = "proptest::option::of(proptest::num::f64::ANY)")]
    maybe: Option<f64>,
}

/// Treats all NaN values as equal.
impl PartialEq for Floats {
    fn eq(&self, other: &Self) -> bool {
        let same = |one: f64, other: f64| one == other || one.is_nan() && other.is_nan();
        same(self.double, other.double)
            && same(self.single.into(), other.single.into())
            && match (self.maybe, other.maybe) {
                (Some(one), Some(other)) => same(one, other),
                (one, other) => one.is_none() && other.is_none(),
            }
    }
}

//! Procedure group of a shape.

use futures_core::Stream;
use futures_util::stream;
use isotype::prelude::*;
use proptest::{
    arbitrary::Arbitrary,
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Number of values that `watch` and `tracked` yield.
const WATCH_COUNT: u32 = 8;

/// Type whose values can be generated and compared after a round trip.
pub(crate) trait RoundTrip:
    Arbitrary + Clone + PartialEq + Serialize + DeserializeOwned + Type + Send + Sync + 'static
{
}

impl<T> RoundTrip for T where
    T: Arbitrary + Clone + PartialEq + Serialize + DeserializeOwned + Type + Send + Sync + 'static
{
}

/// Value that a client decoded and sent back.
#[derive(Deserialize, Type)]
struct Returned<T> {
    number: u32,
    value: T,
}

/// Error of `check`.
#[derive(Debug, thiserror::Error, ProcedureError)]
enum RoundTripError {
    /// The client sent a different value.
    #[error("the returned value differs from the original")]
    #[code(Conflict)]
    Changed {
        /// `Debug` output of the original value.
        sent: String,
        /// `Debug` output of the returned value.
        back: String,
        /// Instant, to test decoded fields in errors.
        at: chrono::DateTime<chrono::Utc>,
        /// Seed of the value, to test wide integers in errors.
        number: u64,
    },
}

/// Registers the procedures of the shape `T` under `name`.
pub(crate) fn register<T: RoundTrip>(api: Router<()>, name: &str) -> Router<()> {
    let shape = Router::new()
        .query("next", next::<T>)
        .mutation("check", check::<T>)
        .subscription("watch", watch::<T>)
        .subscription("tracked", tracked::<T>);
    api.nest(name, shape)
}

async fn next<T: RoundTrip>(_: Ctx<()>, number: u32) -> T {
    value_for(number)
}

async fn check<T: RoundTrip>(_: Ctx<()>, returned: Returned<T>) -> Result<(), RoundTripError> {
    let Returned { number, value: back } = returned;
    let value: T = value_for(number);
    if value == back {
        return Ok(());
    }
    let (sent, back) = (format!("{value:?}"), format!("{back:?}"));
    Err(RoundTripError::Changed { sent, back, at: chrono::DateTime::UNIX_EPOCH, number: number.into() })
}

fn watch<T: RoundTrip>(_: Ctx<()>, _: ()) -> impl Stream<Item = T> {
    stream::iter((0..WATCH_COUNT).map(value_for))
}

fn tracked<T: RoundTrip>(_: Ctx<()>, _: ()) -> impl Stream<Item = Tracked<T>> {
    stream::iter((0..WATCH_COUNT).map(|number| Tracked::new(number.to_string(), value_for(number))))
}

/// Generates the value of a seed, which is the same in every call.
fn value_for<T: RoundTrip>(number: u32) -> T {
    let mut seed = [0; 32];
    seed[..4].copy_from_slice(&number.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let tree = T::arbitrary().new_tree(&mut runner);
    tree.unwrap_or_else(|reason| panic!("strategy rejected its own value: {reason}")).current()
}

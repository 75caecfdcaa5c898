//! Generic types, const generics and recursive types.

use isotype::prelude::*;
use proptest::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{round_trip, strategies::*};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = round_trip::register::<Page<Event>>(api, "pageOfEvents");
    let api = round_trip::register::<Page<u8>>(api, "pageOfNumbers");
    let api = round_trip::register::<Page<Page<Event>>>(api, "pageOfPages");
    let api = round_trip::register::<Grid<2>>(api, "grid");
    let api = round_trip::register::<Tree>(api, "tree");
    let api = round_trip::register::<Folder>(api, "folder");
    let api = round_trip::register::<OneOrMany<Event>>(api, "oneOrManyEvents");
    round_trip::register::<OneOrMany<u8>>(api, "oneOrManyNumbers")
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Event {
    #[proptest(strategy = "chrono_instant()")]
    at: chrono::DateTime<chrono::Utc>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Page<T: Arbitrary + 'static> {
    #[proptest(strategy = "small_vec()")]
    items: Vec<T>,
    first: Option<T>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(untagged)]
enum OneOrMany<T: Arbitrary + 'static> {
    One(T),
    Many(#[proptest(strategy = "small_vec()")] Vec<T>),
}

#[derive(Clone, Debug, PartialEq, Type, Arbitrary)]
struct Grid<const N: usize> {
    #[isotype(type = Vec<Event>)]
    events: [Event; N],
}

// serde implements its traits only for arrays of literal lengths.
impl<const N: usize> Serialize for Grid<N> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Grid<'a> {
            events: &'a [Event],
        }
        Grid { events: &self.events }.serialize(serializer)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Grid<N> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Grid {
            events: Vec<Event>,
        }
        let Grid { events } = Grid::deserialize(deserializer)?;
        let events = events.try_into().map_err(|_| serde::de::Error::custom("array of another length"))?;
        Ok(Self { events })
    }
}

/// Directly recursive type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
struct Tree {
    event: Event,
    children: Vec<Tree>,
}

impl Arbitrary for Tree {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let leaf = any::<Event>().prop_map(|event| Tree { event, children: Vec::new() });
        let grow = |inner| {
            (any::<Event>(), proptest::collection::vec(inner, 0..3))
                .prop_map(|(event, children)| Tree { event, children })
        };
        leaf.prop_recursive(4, 16, 3, grow).boxed()
    }
}

/// Indirectly recursive type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
struct Folder {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "type")]
enum Entry {
    File(Event),
    Folder(Folder),
}

impl Arbitrary for Folder {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let leaf = Just(Folder { entries: Vec::new() });
        let grow = |inner| {
            let entry = prop_oneof![any::<Event>().prop_map(Entry::File), Strategy::prop_map(inner, Entry::Folder)];
            proptest::collection::vec(entry, 0..3).prop_map(|entries| Folder { entries })
        };
        leaf.prop_recursive(4, 16, 3, grow).boxed()
    }
}

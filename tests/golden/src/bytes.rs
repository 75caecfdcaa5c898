//! Bytes: `Uint8Array` if the field is marked as bytes, otherwise a list of numbers.

use isotype::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{round_trip, strategies};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = round_trip::register::<Bytes>(api, "bytes");
    round_trip::register::<Large>(api, "largeBytes")
}

/// Bytes in every supported form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Bytes {
    #[proptest(strategy = "strategies::bytes()")]
    listed: bytes::Bytes,
    #[serde(with = "isotype::with::base64")]
    #[isotype(type = isotype::with::Base64)]
    coded: Vec<u8>,
    #[serde(with = "isotype::with::base64")]
    #[isotype(type = isotype::with::Base64)]
    key: [u8; 16],
    #[serde(with = "isotype::with::base64")]
    #[isotype(type = Vec<isotype::with::Base64>)]
    parts: Vec<Vec<u8>>,
    numbers: Vec<u8>,
    array: [u8; 4],
}

/// More bytes than a JavaScript function accepts as arguments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Large {
    #[proptest(strategy = "proptest::collection::vec(proptest::num::u8::ANY, 10_000)")]
    #[serde(with = "isotype::with::base64")]
    #[isotype(type = isotype::with::Base64)]
    content: Vec<u8>,
}

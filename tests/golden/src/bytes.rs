//! Bytes are `Uint8Array` where they are marked as such; a list of small numbers stays one.

use isotype::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{shape, strategies};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = shape::register::<Bytes>(api, "bytes");
    shape::register::<Large>(api, "largeBytes")
}

/// Bytes in each form.
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

/// More bytes than a function takes arguments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Large {
    #[proptest(strategy = "proptest::collection::vec(proptest::num::u8::ANY, 10_000)")]
    #[serde(with = "isotype::with::base64")]
    #[isotype(type = isotype::with::Base64)]
    content: Vec<u8>,
}

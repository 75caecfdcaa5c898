//! Verification of findings with values that serde deserializes as the old and the new type.

use isotype_contract::Contract;
use isotype_diff::Compatibility;
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::Value;

use super::change_case::{Case, TestType};
use crate::{reader::Reader, values::values};

/// Number of random values per type.
const VALUES: usize = 200;

/// Function that deserializes a value as a Rust type and serializes it again.
type RoundTrip = fn(&Value) -> Option<Value>;

/// Way in which an expected compatibility is verified.
pub(crate) enum Evidence {
    /// Random values of both types. One of them must break if and only if a break is reported.
    Values { old: RoundTrip, new: RoundTrip },
    /// Random values of both types. None of them may break, although a break is reported.
    ValuesWithoutBreak { old: RoundTrip, new: RoundTrip },
    /// The change does not concern a type.
    None,
}

/// Shape that values are written with, and shape that the same values are read with.
struct ReaderPair<'a> {
    roles: &'a str,
    writer: (&'a Contract, RoundTrip),
    reader: (&'a Contract, RoundTrip),
    is_compatible: bool,
}

impl Evidence {
    pub(crate) fn of<Old: TestType, New: TestType>() -> Evidence {
        Evidence::Values { old: round_trip::<Old>, new: round_trip::<New> }
    }

    pub(crate) fn description(&self) -> &'static str {
        match self {
            Evidence::Values { .. } => "values of the Rust types",
            Evidence::ValuesWithoutBreak { .. } => "values of the Rust types, in part",
            Evidence::None => "nothing",
        }
    }

    /// Returns values for which serde contradicts the findings.
    pub(crate) fn counterexamples(&self, case: &Case) -> Vec<String> {
        let (before, after) = (case.old.with_resolved_integers(), case.new.with_resolved_integers());
        let (old, new, shows_break) = match self {
            Evidence::Values { old, new } => ((&before, *old), (&after, *new), true),
            Evidence::ValuesWithoutBreak { old, new } => ((&before, *old), (&after, *new), false),
            Evidence::None => return Vec::new(),
        };
        let findings = isotype_diff::compare(&case.old, &case.new);
        let breaks = |compatibility| findings.iter().any(|finding| finding.compatibility == compatibility);
        let (client, server) = if case.is_input() { ((old, new), (new, old)) } else { ((new, old), (old, new)) };
        let clients = ReaderPair {
            roles: "old client, new server",
            writer: client.0,
            reader: client.1,
            is_compatible: !breaks(Compatibility::BreaksClients),
        };
        // If clients break, the findings say nothing about servers.
        let is_compatible = !breaks(Compatibility::BreaksServers) && !breaks(Compatibility::BreaksClients);
        let servers = ReaderPair { roles: "new client, old server", writer: server.0, reader: server.1, is_compatible };
        let pairs = [(clients, breaks(Compatibility::BreaksClients)), (servers, breaks(Compatibility::BreaksServers))];
        pairs.iter().flat_map(|(reading, breaks)| reading.counterexamples(case, *breaks, shows_break)).collect()
    }
}

impl ReaderPair<'_> {
    fn counterexamples(&self, case: &Case, breaks: bool, shows_break: bool) -> Option<String> {
        let failure = |problem: &str, value: &Value| {
            Some(format!("{} ({}), {}: {problem}: {value}", case.name, case.location, self.roles))
        };
        let (written, read) = (case.shape(self.writer.0), case.shape(self.reader.0));
        let strategy = values(self.writer.0, written);
        let mut runner = TestRunner::deterministic();
        let mut last = Value::Null;
        for _ in 0..VALUES {
            let value = strategy.new_tree(&mut runner).expect("should generate a value").current();
            let Some(written_value) = (self.writer.1)(&value) else {
                return failure("the writer's Rust type rejects", &value);
            };
            let is_broken = match case.is_input() {
                true => (self.reader.1)(&value).is_none_or(|got| shows_break && !contains_leaves(&got, &value)),
                // TypeScript accepts any number as a `number`, which no Rust type does.
                false => !Reader::Client.reads(self.reader.0, read, &written_value),
            };
            match (is_broken, self.is_compatible) {
                (true, true) => return failure("the reader rejects", &value),
                (true, false) => return None,
                (false, _) => last = value,
            }
        }
        if breaks && shows_break { failure("the reader accepts every value, such as", &last) } else { None }
    }
}

/// Deserializes like the runtime: a missing input is `null` or, if that is rejected, an empty object.
fn round_trip<T: TestType>(value: &Value) -> Option<Value> {
    let decode = |value: &Value| serde_json::from_value::<T>(value.clone()).ok();
    let absent = || value.is_null().then(|| decode(&serde_json::json!({}))).flatten();
    decode(value).or_else(absent).and_then(|value| serde_json::to_value(value).ok())
}

/// Returns `true` if the received value contains every leaf of the sent one, under any name.
fn contains_leaves(got: &Value, sent: &Value) -> bool {
    let got = leaves(got);
    leaves(sent).iter().all(|leaf| got.contains(leaf))
}

/// Returns the leaves of a value as strings. Integers are equal whether they are encoded as strings or numbers.
fn leaves(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Object(members) => members.values().flat_map(leaves).collect(),
        Value::Array(items) => items.iter().flat_map(leaves).collect(),
        Value::Number(number) => number.as_f64().iter().map(f64::to_string).collect(),
        Value::String(text) => vec![text.clone()],
        Value::Bool(flag) => vec![flag.to_string()],
    }
}

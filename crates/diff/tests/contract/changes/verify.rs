//! serde itself: values of one type, decoded as the other.

use isotype_contract::Contract;
use isotype_diff::Compatibility;
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::Value;

use super::change_case::{Case, Wire};
use crate::{reader::Reader, values::values};

/// How many values of each type are tried.
const VALUES: usize = 200;

/// A value decoded as a Rust type and written again.
type Through = fn(&Value) -> Option<Value>;

/// What shows that a verdict is right.
pub(crate) enum Proof {
    /// Real values: where a break is told, one of them breaks; where none is, none does.
    Values { old: Through, new: Through },
    /// Real values break nothing, and cannot show the break that is told.
    Unbroken { old: Through, new: Through },
    /// The change is none of a type.
    None,
}

/// Who is to read whom.
struct Reading<'a> {
    who: &'a str,
    writer: (&'a Contract, Through),
    reader: (&'a Contract, Through),
    is_safe: bool,
}

impl Proof {
    pub(crate) fn of<Old: Wire, New: Wire>() -> Proof {
        Proof::Values { old: through::<Old>, new: through::<New> }
    }

    pub(crate) fn words(&self) -> &'static str {
        match self {
            Proof::Values { .. } => "values of the Rust types",
            Proof::Unbroken { .. } => "values of the Rust types, as far as they show it",
            Proof::None => "its verdict",
        }
    }

    /// What serde does otherwise than the diff says.
    pub(crate) fn disproved(&self, case: &Case) -> Vec<String> {
        let (before, after) = (case.old.with_resolved_integers(), case.new.with_resolved_integers());
        let (old, new, shows) = match self {
            Proof::Values { old, new } => ((&before, *old), (&after, *new), true),
            Proof::Unbroken { old, new } => ((&before, *old), (&after, *new), false),
            Proof::None => return Vec::new(),
        };
        let findings = isotype_diff::compare(&case.old, &case.new);
        let breaks = |verdict| findings.iter().any(|finding| finding.compatibility == verdict);
        let (client, server) = if case.is_input() { ((old, new), (new, old)) } else { ((new, old), (old, new)) };
        let clients = Reading {
            who: "old client, new server",
            writer: client.0,
            reader: client.1,
            is_safe: !breaks(Compatibility::BreaksClients),
        };
        // A break of clients says nothing of servers.
        let is_safe = !breaks(Compatibility::BreaksServers) && !breaks(Compatibility::BreaksClients);
        let servers = Reading { who: "new client, old server", writer: server.0, reader: server.1, is_safe };
        let tried = [(clients, breaks(Compatibility::BreaksClients)), (servers, breaks(Compatibility::BreaksServers))];
        tried.iter().flat_map(|(reading, breaks)| reading.disproved(case, *breaks, shows)).collect()
    }
}

impl Reading<'_> {
    fn disproved(&self, case: &Case, breaks: bool, shows: bool) -> Option<String> {
        let told =
            |what: &str, value: &Value| Some(format!("{} ({}), {}: {what}: {value}", case.what, case.sent, self.who));
        let (written, read) = (case.shape(self.writer.0), case.shape(self.reader.0));
        let strategy = values(self.writer.0, written);
        let mut runner = TestRunner::deterministic();
        let mut last = Value::Null;
        for _ in 0..VALUES {
            let value = strategy.new_tree(&mut runner).expect("a value").current();
            let Some(real) = (self.writer.1)(&value) else { return told("is no value of its own Rust type", &value) };
            let broken = match case.is_input() {
                true => (self.reader.1)(&value).is_none_or(|got| shows && !holds(&got, &value)),
                // A client that TypeScript compiled takes any number for a number, which no Rust type does.
                false => !Reader::Client.reads(self.reader.0, read, &real),
            };
            match (broken, self.is_safe) {
                (true, true) => return told("is not read", &value),
                (true, false) => return None,
                (false, _) => last = value,
            }
        }
        if breaks && shows { told("is read like every other", &last) } else { None }
    }
}

/// As the runtime decodes an input: what is absent is `null`, and where that is refused an object without members.
fn through<T: Wire>(value: &Value) -> Option<Value> {
    let decode = |value: &Value| serde_json::from_value::<T>(value.clone()).ok();
    let absent = || value.is_null().then(|| decode(&serde_json::json!({}))).flatten();
    decode(value).or_else(absent).and_then(|value| serde_json::to_value(value).ok())
}

/// Whether all that was said is in what was understood, under whatever name.
fn holds(got: &Value, sent: &Value) -> bool {
    let got = said(got);
    said(sent).iter().all(|leaf| got.contains(leaf))
}

/// The texts of the values without parts in a value: a number is the same one where it is sent as a string.
fn said(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Object(members) => members.values().flat_map(said).collect(),
        Value::Array(items) => items.iter().flat_map(said).collect(),
        Value::Number(number) => number.as_f64().iter().map(f64::to_string).collect(),
        Value::String(text) => vec![text.clone()],
        Value::Bool(flag) => vec![flag.to_string()],
    }
}

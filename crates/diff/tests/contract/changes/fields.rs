//! Changes to object fields.

use isotype_diff::{Compatibility::*, SemverBump::*};

use super::change_case::{Case, both_directions, change, input, output};

change!(optional_added { pub struct T { a: String } } => { pub struct T { a: String, b: Option<u32> } });
change!(default_added { pub struct T { a: String } } => { pub struct T { a: String, #[serde(default)] b: u32 } });
change!(required_added { pub struct T { a: String } } => { pub struct T { a: String, b: u32 } });
change!(omitted_added
    { pub struct T { a: String } } =>
    { pub struct T { a: String, #[serde(default, skip_serializing_if = "Option::is_none")] b: Option<u32> } });
change!(optional_removed { pub struct T { a: String, b: Option<u32> } } => { pub struct T { a: String } });
change!(required_removed { pub struct T { a: String, b: u32 } } => { pub struct T { a: String } });
change!(omitted_removed
    { pub struct T { a: String, #[serde(default, skip_serializing_if = "Option::is_none")] b: Option<u32> } } =>
    { pub struct T { a: String } });
change!(made_default { pub struct T { a: u32 } } => { #[derive(Default)] #[serde(default)] pub struct T { a: u32 } });
change!(made_required { pub struct T { #[serde(default)] a: u32 } } => { pub struct T { a: u32 } });
change!(made_option { pub struct T { a: u32 } } => { pub struct T { a: Option<u32> } });
change!(option_taken { pub struct T { a: Option<u32> } } => { pub struct T { a: u32 } });
change!(made_omitted
    { pub struct T { #[serde(default)] a: Vec<u32> } } =>
    { pub struct T { #[serde(default, skip_serializing_if = "Vec::is_empty")] a: Vec<u32> } });
change!(renamed { pub struct T { title: String } } => { pub struct T { headline: String } });
change!(renamed_by_alias { pub struct T { title: String } } => { pub struct T { #[serde(alias = "title")] headline: String } });
change!(rust_name { pub struct T { title: String } } => { pub struct T { #[serde(rename = "title")] headline: String } });
change!(alias_added { pub struct T { a: String } } => { pub struct T { #[serde(alias = "b")] a: String } });
change!(alias_removed { pub struct T { #[serde(alias = "b")] a: String } } => { pub struct T { a: String } });
change!(merged
    { pub struct T { a: Option<String>, b: Option<String> } } =>
    { pub struct T { #[serde(alias = "b")] a: Option<String> } });
change!(case_changed { pub struct T { user_id: u32 } } => { #[serde(rename_all = "camelCase")] pub struct T { user_id: u32 } });
change!(order { pub struct T { a: u32, b: String } } => { pub struct T { b: String, a: u32 } });
change!(flattened
    { pub struct T { a: u32, b: u32 } } =>
    { pub struct Inner { b: u32 } pub struct T { a: u32, #[serde(flatten)] inner: Inner } });
change!(nested { pub struct T { a: u32, b: u32 } } => { pub struct Inner { b: u32 } pub struct T { a: u32, inner: Inner } });
change!(rest_added
    { pub struct T { a: String } } =>
    { pub struct T { a: String, #[serde(flatten)] rest: BTreeMap<String, String> } });
change!(strict { pub struct T { a: String } } => { #[serde(deny_unknown_fields)] pub struct T { a: String } });
change!(strict_and_removed
    { pub struct T { a: String, b: u32 } } =>
    { #[serde(deny_unknown_fields)] pub struct T { a: String } });
change!(deep
    { pub struct Leaf { a: u8 } pub struct T { leaves: Vec<Option<Leaf>>, next: Option<Box<T>> } } =>
    { pub struct Leaf { a: u16 } pub struct T { leaves: Vec<Option<Leaf>>, next: Option<Box<T>> } });

pub(crate) fn cases() -> Vec<Case> {
    let groups = [names_and_options(), structure(), additions_and_removals(), aliases_and_unknown_fields()];
    groups.into_iter().flatten().collect()
}

fn names_and_options() -> Vec<Case> {
    let cases = [
        both_directions::<order::old::T, order::new::T>(
            "fields are reordered",
            (Compatible, Patch),
            (Compatible, Patch),
        ),
        both_directions::<rust_name::old::T, rust_name::new::T>(
            "a field is renamed in Rust only",
            (Compatible, Patch),
            (Compatible, Patch),
        ),
        both_directions::<renamed::old::T, renamed::new::T>(
            "a field is renamed",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<case_changed::old::T, case_changed::new::T>(
            "`rename_all` is added",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<made_option::old::T, made_option::new::T>(
            "`T` becomes `Option<T>`",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both_directions::<option_taken::old::T, option_taken::new::T>(
            "`Option<T>` becomes `T`",
            (BreaksClients, Major),
            (BreaksServers, Minor),
        ),
    ];
    cases.into_iter().flatten().collect()
}

fn structure() -> Vec<Case> {
    let cases = [
        both_directions::<required_removed::old::T, required_removed::new::T>(
            "a field is removed",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<flattened::old::T, flattened::new::T>(
            "fields move into a flattened struct",
            (Compatible, Patch),
            (Compatible, Patch),
        ),
        both_directions::<nested::old::T, nested::new::T>(
            "fields move into a nested struct",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<rest_added::old::T, rest_added::new::T>(
            "a flattened map is added",
            (BreaksServers, Minor),
            (Compatible, Minor),
        ),
        both_directions::<rest_added::new::T, rest_added::old::T>(
            "a flattened map is removed",
            (BreaksClients, Major),
            (Compatible, Major),
        ),
        both_directions::<deep::old::T, deep::new::T>(
            "`u8` becomes `u16` deep in a recursive type",
            (BreaksServers, Minor),
            (Compatible, Minor),
        ),
    ];
    cases.into_iter().flatten().collect()
}

fn additions_and_removals() -> Vec<Case> {
    vec![
        input::<optional_added::old::T, optional_added::new::T>("an optional field is added", BreaksServers, Minor),
        output::<optional_added::old::T, optional_added::new::T>(
            "a field that is always sent is added",
            BreaksServers,
            Minor,
        ),
        input::<default_added::old::T, default_added::new::T>("a field with `default` is added", BreaksServers, Minor),
        input::<required_added::old::T, required_added::new::T>("a required field is added", BreaksClients, Major),
        output::<omitted_added::old::T, omitted_added::new::T>(
            "a field that is sometimes sent is added",
            Compatible,
            Minor,
        ),
        input::<optional_removed::old::T, optional_removed::new::T>(
            "an optional field is removed",
            BreaksClients,
            Major,
        ),
        output::<omitted_removed::old::T, omitted_removed::new::T>(
            "a field that is sometimes sent is removed",
            Compatible,
            Major,
        ),
        input::<made_default::old::T, made_default::new::T>("`default` is added to a field", BreaksServers, Minor),
        input::<made_required::old::T, made_required::new::T>(
            "`default` is removed from a field",
            BreaksClients,
            Major,
        ),
        output::<made_omitted::old::T, made_omitted::new::T>("`skip_serializing_if` is added", BreaksClients, Major),
        output::<made_omitted::new::T, made_omitted::old::T>("`skip_serializing_if` is removed", BreaksServers, Minor),
    ]
}

fn aliases_and_unknown_fields() -> Vec<Case> {
    vec![
        input::<renamed_by_alias::old::T, renamed_by_alias::new::T>(
            "a field is renamed with an alias",
            BreaksServers,
            Major,
        ),
        input::<alias_added::old::T, alias_added::new::T>("an alias is added", Compatible, Minor),
        // Only clients older than the old contract send the alias.
        input::<alias_removed::old::T, alias_removed::new::T>("an alias is removed", BreaksClients, Major)
            .without_shown_break(),
        input::<merged::old::T, merged::new::T>("two fields are merged with an alias", BreaksClients, Major),
        input::<strict::old::T, strict::new::T>("unknown fields are denied", Compatible, Patch),
        input::<strict_and_removed::old::T, strict_and_removed::new::T>(
            "a field is removed and unknown fields are denied",
            BreaksClients,
            Major,
        ),
    ]
}

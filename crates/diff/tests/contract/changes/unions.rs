//! Changes to enums.

use isotype_diff::{Compatibility::*, SemverBump::*};

use super::change_case::{Case, both_directions, change, input};

change!(unit_added { pub enum T { A, B } } => { pub enum T { A, B, C } });
change!(data_added { pub enum T { A(u8), B { x: u8 } } } => { pub enum T { A(u8), B { x: u8 }, C(String) } });
change!(tagged_added
    { #[serde(tag = "t")] pub enum T { A { x: u8 }, B } } =>
    { #[serde(tag = "t")] pub enum T { A { x: u8 }, B, C { y: u8 } } });
change!(adjacent_added
    { #[serde(tag = "t", content = "c")] pub enum T { A(u8), B } } =>
    { #[serde(tag = "t", content = "c")] pub enum T { A(u8), B, C(String) } });
change!(untagged_added
    { #[serde(untagged)] pub enum T { A(u8), B(bool) } } =>
    { #[serde(untagged)] pub enum T { A(u8), B(bool), C(String) } });
change!(untagged_before
    { #[serde(untagged)] pub enum T { A { x: u8 } } } =>
    { #[serde(untagged)] pub enum T { B { x: u8, y: Option<u8> }, A { x: u8 } } });
change!(renamed { pub enum T { A, B } } => { pub enum T { A, #[serde(rename = "b")] B } });
change!(renamed_by_alias { pub enum T { A, B } } => { pub enum T { A, #[serde(alias = "B")] C } });
change!(data_by_alias
    { pub enum T { A(u8), B { x: u8 } } } =>
    { pub enum T { #[serde(alias = "A")] C(u8), #[serde(alias = "B")] D { x: u16 } } });
change!(tag_by_alias
    { #[serde(tag = "t")] pub enum T { A { x: u8 }, B } } =>
    { #[serde(tag = "t")] pub enum T { #[serde(alias = "A")] C { x: u8 }, B } });
change!(adjacent_by_alias
    { #[serde(tag = "t", content = "c")] pub enum T { A(String), B } } =>
    { #[serde(tag = "t", content = "c")] pub enum T { #[serde(alias = "A")] C(String), B } });
change!(merged_by_alias { pub enum T { A, B } } => { pub enum T { #[serde(alias = "B")] A } });
change!(alias_added { pub enum T { A, B } } => { pub enum T { A, #[serde(alias = "C")] B } });
change!(payload { #[serde(tag = "t")] pub enum T { A { x: u8 }, B } } => { #[serde(tag = "t")] pub enum T { A { x: u16 }, B } });
change!(payload_field
    { #[serde(tag = "t")] pub enum T { A { x: u8 }, B } } =>
    { #[serde(tag = "t")] pub enum T { A { x: u8, y: u8 }, B } });
change!(tag_name { #[serde(tag = "t")] pub enum T { A { x: u8 }, B } } => { #[serde(tag = "kind")] pub enum T { A { x: u8 }, B } });
change!(tagged { pub enum T { A { x: u8 }, B { y: u8 } } } => { #[serde(tag = "t")] pub enum T { A { x: u8 }, B { y: u8 } } });
change!(untagged
    { #[serde(tag = "t")] pub enum T { A { x: u8 }, B { y: u8 } } } =>
    { #[serde(untagged)] pub enum T { A { x: u8 }, B { y: u8 } } });
change!(order { pub enum T { A, B } } => { pub enum T { B, A } });
change!(single { pub enum T { A } } => { pub enum T { A, B } });
change!(opened { pub enum T { A, B } } => {});
change!(others_added
    { #[serde(tag = "t")] pub enum T { A, B } } =>
    { #[serde(tag = "t")] pub enum T { A, B, #[serde(other)] Unknown } });
change!(others_take
    { #[serde(tag = "t")] pub enum T { A, B, #[serde(other)] Unknown } } =>
    { #[serde(tag = "t")] pub enum T { A, #[serde(other)] Unknown } });
change!(unit_data { pub enum T { A, B } } => { pub enum T { A, B(u8) } });

pub(crate) fn cases() -> Vec<Case> {
    let groups = [additions_and_removals(), representations(), inputs()];
    groups.into_iter().flatten().collect()
}

fn additions_and_removals() -> Vec<Case> {
    let cases = [
        both_directions::<unit_added::old::T, unit_added::new::T>(
            "a unit variant is added",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both_directions::<unit_added::new::T, unit_added::old::T>(
            "a unit variant is removed",
            (BreaksClients, Major),
            (BreaksServers, Minor),
        ),
        both_directions::<data_added::old::T, data_added::new::T>(
            "a variant with data is added",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both_directions::<tagged_added::old::T, tagged_added::new::T>(
            "an internally tagged variant is added",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both_directions::<tagged_added::new::T, tagged_added::old::T>(
            "an internally tagged variant is removed",
            (BreaksClients, Major),
            (BreaksServers, Minor),
        ),
        both_directions::<adjacent_added::old::T, adjacent_added::new::T>(
            "an adjacently tagged variant is added",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both_directions::<untagged_added::old::T, untagged_added::new::T>(
            "an untagged variant is added",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both_directions::<alias_added::old::T, alias_added::new::T>(
            "an alias of a variant is added",
            (Compatible, Minor),
            (Compatible, Patch),
        ),
        both_directions::<single::old::T, single::new::T>(
            "a variant is added to an enum with one variant",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both_directions::<opened::old::T, String>(
            "an enum becomes any string",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both_directions::<String, opened::old::T>(
            "a string becomes an enum",
            (BreaksClients, Major),
            (BreaksServers, Minor),
        ),
    ];
    cases.into_iter().flatten().collect()
}

fn representations() -> Vec<Case> {
    let cases = [
        both_directions::<renamed::old::T, renamed::new::T>(
            "a variant is renamed",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<payload::old::T, payload::new::T>(
            "a variant's field widens",
            (BreaksServers, Minor),
            (Compatible, Minor),
        ),
        both_directions::<payload_field::old::T, payload_field::new::T>(
            "a field is added to a variant",
            (BreaksClients, Major),
            (BreaksServers, Minor),
        ),
        both_directions::<unit_data::old::T, unit_data::new::T>(
            "data is added to a unit variant",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<tag_name::old::T, tag_name::new::T>(
            "the tag is renamed",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<tagged::old::T, tagged::new::T>(
            "an external tag becomes an internal one",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both_directions::<order::old::T, order::new::T>(
            "variants are reordered",
            (Compatible, Patch),
            (Compatible, Patch),
        ),
    ];
    cases.into_iter().flatten().collect()
}

fn inputs() -> Vec<Case> {
    vec![
        // No break is shown because the values are read as another variant.
        input::<untagged_before::old::T, untagged_before::new::T>(
            "an untagged variant is inserted before one that it overlaps",
            BreaksClients,
            Major,
        )
        .without_shown_break(),
        // No break is shown because the variant has another name once the value is serialized again.
        input::<renamed_by_alias::old::T, renamed_by_alias::new::T>(
            "a variant is renamed with an alias",
            BreaksServers,
            Major,
        )
        .without_shown_break(),
        input::<data_by_alias::old::T, data_by_alias::new::T>(
            "variants with data are renamed with aliases, and one widens",
            BreaksServers,
            Major,
        ),
        input::<tag_by_alias::old::T, tag_by_alias::new::T>(
            "an internally tagged variant is renamed with an alias",
            BreaksServers,
            Major,
        )
        .without_shown_break(),
        input::<adjacent_by_alias::old::T, adjacent_by_alias::new::T>(
            "an adjacently tagged variant is renamed with an alias",
            BreaksServers,
            Major,
        )
        .without_shown_break(),
        input::<merged_by_alias::old::T, merged_by_alias::new::T>(
            "two variants are merged with an alias",
            Compatible,
            Major,
        )
        .without_shown_break(),
        // Only clients older than the old contract send the alias.
        input::<alias_added::new::T, alias_added::old::T>("an alias of a variant is removed", BreaksClients, Major)
            .without_shown_break(),
        input::<others_added::old::T, others_added::new::T>("`#[serde(other)]` is added", BreaksServers, Minor),
        input::<others_take::old::T, others_take::new::T>(
            "a variant is removed in favour of `#[serde(other)]`",
            Compatible,
            Major,
        )
        .without_shown_break(),
        input::<untagged::old::T, untagged::new::T>("a tag is dropped", BreaksClients, Major),
    ]
}

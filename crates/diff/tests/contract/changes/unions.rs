//! Enums.

use isotype_diff::{Compatibility::*, SemverBump::*};

use super::change_case::{Case, both, change, input};

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
    let of = [
        both::<unit_added::old::T, unit_added::new::T>(
            "a unit variant is added",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both::<unit_added::new::T, unit_added::old::T>(
            "a unit variant is removed",
            (BreaksClients, Major),
            (BreaksServers, Minor),
        ),
        both::<data_added::old::T, data_added::new::T>(
            "a variant with data is added",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both::<tagged_added::old::T, tagged_added::new::T>(
            "a variant is added, internally tagged",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both::<tagged_added::new::T, tagged_added::old::T>(
            "a variant is removed, internally tagged",
            (BreaksClients, Major),
            (BreaksServers, Minor),
        ),
        both::<adjacent_added::old::T, adjacent_added::new::T>(
            "a variant is added, adjacently tagged",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both::<untagged_added::old::T, untagged_added::new::T>(
            "an untagged variant is added",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both::<renamed::old::T, renamed::new::T>(
            "a variant is renamed",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both::<alias_added::old::T, alias_added::new::T>(
            "an alias of a variant is added",
            (Compatible, Minor),
            (Compatible, Patch),
        ),
        both::<payload::old::T, payload::new::T>(
            "a variant's field widens",
            (BreaksServers, Minor),
            (Compatible, Minor),
        ),
        both::<payload_field::old::T, payload_field::new::T>(
            "a variant gets a field",
            (BreaksClients, Major),
            (BreaksServers, Minor),
        ),
        both::<unit_data::old::T, unit_data::new::T>(
            "a unit variant gets data",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both::<tag_name::old::T, tag_name::new::T>(
            "the tag is renamed",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both::<tagged::old::T, tagged::new::T>(
            "an external tag becomes an internal one",
            (BreaksClients, Major),
            (BreaksClients, Major),
        ),
        both::<order::old::T, order::new::T>("variants change places", (Compatible, Patch), (Compatible, Patch)),
        both::<single::old::T, single::new::T>(
            "an enum of one variant gets another",
            (BreaksServers, Minor),
            (BreaksClients, Major),
        ),
        both::<opened::old::T, String>("an enum becomes any string", (BreaksServers, Minor), (BreaksClients, Major)),
        both::<String, opened::old::T>("a string becomes an enum", (BreaksClients, Major), (BreaksServers, Minor)),
    ];
    let mut cases: Vec<Case> = of.into_iter().flatten().collect();
    cases.extend([
        // They are read, as something else.
        input::<untagged_before::old::T, untagged_before::new::T>(
            "an untagged variant is put before another that it overlaps",
            BreaksClients,
            Major,
        )
        .unbroken(),
        // What is read has another name when it is written again.
        input::<renamed_by_alias::old::T, renamed_by_alias::new::T>(
            "a variant is renamed, with an alias",
            BreaksServers,
            Major,
        )
        .unbroken(),
        input::<data_by_alias::old::T, data_by_alias::new::T>(
            "variants with data are renamed, with aliases, and one widens",
            BreaksServers,
            Major,
        ),
        input::<tag_by_alias::old::T, tag_by_alias::new::T>(
            "a variant is renamed, internally tagged, with an alias",
            BreaksServers,
            Major,
        )
        .unbroken(),
        input::<adjacent_by_alias::old::T, adjacent_by_alias::new::T>(
            "a variant is renamed, adjacently tagged, with an alias",
            BreaksServers,
            Major,
        )
        .unbroken(),
        input::<merged_by_alias::old::T, merged_by_alias::new::T>(
            "two variants become one with an alias",
            Compatible,
            Major,
        )
        .unbroken(),
        // Clients that are older than the old contract send it.
        input::<alias_added::new::T, alias_added::old::T>("an alias of a variant is removed", BreaksClients, Major)
            .unbroken(),
        input::<others_added::old::T, others_added::new::T>("`#[serde(other)]` is added", BreaksServers, Minor),
        input::<others_take::old::T, others_take::new::T>("a variant is left to `#[serde(other)]`", Compatible, Major)
            .unbroken(),
        input::<untagged::old::T, untagged::new::T>("a tag is dropped", BreaksClients, Major),
    ]);
    cases
}

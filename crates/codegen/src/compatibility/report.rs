//! Text report of contract changes, the most severe first.

use std::path::Path;

use isotype_diff::{Compatibility, Finding};

use super::acknowledgements::{Acknowledgements, SERVERS_FIRST};

/// Heading and ANSI color code of each compatibility level, in report order.
const GROUPS: [(Compatibility, &str, &str); 3] = [
    (Compatibility::BreaksClients, "Breaks existing clients", "31"),
    (Compatibility::BreaksServers, "Breaks servers that still run the older contract", "33"),
    (Compatibility::Compatible, "Compatible", "32"),
];

/// Maximum number of additional paths listed for one change.
const MAX_LISTED_LOCATIONS: usize = 3;

/// Renders all changes, grouped by compatibility.
pub(super) fn render(findings: &[Finding], acknowledged: &Acknowledgements, color: bool) -> String {
    let Some(bump) = findings.iter().map(|finding| finding.bump).max() else {
        return "no changes\n".to_owned();
    };
    let mut report = String::new();
    for (compatibility, title, code) in GROUPS {
        let mut group = findings.iter().filter(|finding| finding.compatibility == compatibility).peekable();
        if group.peek().is_some() {
            report += &paint(title, code, color);
            report += "\n";
            group.for_each(|finding| report += &render_finding(finding, acknowledged));
            report += "\n";
        }
    }
    report + &format!("Version bump of the package by semver: {bump}\n")
}

fn render_finding(finding: &Finding, acknowledged: &Acknowledgements) -> String {
    let is_acknowledged = finding.compatibility > Compatibility::Compatible && acknowledged.covers(finding);
    let suffix = if is_acknowledged { ", acknowledged" } else { "" };
    let Finding { path, message, bump, .. } = finding;
    let line = format!("  {path}: {message} ({bump}{suffix})\n");
    if finding.other_paths.is_empty() {
        return line;
    }
    let listed =
        finding.other_paths.iter().take(MAX_LISTED_LOCATIONS).map(String::as_str).collect::<Vec<_>>().join(", ");
    match finding.other_paths.len().saturating_sub(MAX_LISTED_LOCATIONS) {
        0 => format!("{line}    also in {listed}\n"),
        more => format!("{line}    also in {listed} and {more} more\n"),
    }
}

/// Renders the error for unacknowledged changes, with the lines that would acknowledge them.
pub(super) fn render_unacknowledged(findings: &[Finding], path: &Path) -> String {
    let count = match findings.len() {
        1 => "1 breaking change is".to_owned(),
        count => format!("{count} breaking changes are"),
    };
    let path = path.display();
    let mut text =
        format!("error: {count} not acknowledged; if intended, add these lines to {path}, each with a reason:\n\n");
    for finding in findings.iter().filter(|finding| finding.compatibility == Compatibility::BreaksClients) {
        text += &format!("{} # reason\n", finding.id());
    }
    if findings.iter().any(|finding| finding.compatibility == Compatibility::BreaksServers) {
        text += &format!("{SERVERS_FIRST} # all servers are replaced before the first client is released\n");
    }
    text
}

fn paint(text: &str, code: &str, color: bool) -> String {
    if color { format!("\u{1b}[1;{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

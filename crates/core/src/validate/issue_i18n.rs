//! Messages for garde's rules, with codes and parameters.

use std::{borrow::Cow, fmt::Display};

use garde::i18n::{
    DefaultI18n as English, I18n, InvalidCreditCard, InvalidEmail, InvalidPhoneNumber, InvalidUrl, IpKind,
};

use super::{Issue, IssueParam};

/// garde translation that returns encoded [`Issue`]s as messages.
pub(crate) struct IssueI18n;

/// Encodes an issue with its parameters.
fn issue(code: &'static str, message: Cow<'static, str>, params: &[(&'static str, IssueParam)]) -> Cow<'static, str> {
    let issue =
        params.iter().fold(Issue::new(code, message), |issue, (name, value)| issue.with_param(*name, value.clone()));
    issue.to_garde_message().into()
}

fn text(value: &dyn Display) -> IssueParam {
    IssueParam::Text(value.to_string())
}

fn number(value: &dyn Display) -> IssueParam {
    IssueParam::parse_number(&value.to_string())
}

impl I18n for IssueI18n {
    fn length_lower_than(&self, min: usize) -> Cow<'static, str> {
        issue("length", English.length_lower_than(min), &[("min", number(&min))])
    }

    fn length_greater_than(&self, max: usize) -> Cow<'static, str> {
        issue("length", English.length_greater_than(max), &[("max", number(&max))])
    }

    fn range_lower_than(&self, min: &dyn Display) -> Cow<'static, str> {
        issue("range", English.range_lower_than(min), &[("min", number(min))])
    }

    fn range_greater_than(&self, max: &dyn Display) -> Cow<'static, str> {
        issue("range", English.range_greater_than(max), &[("max", number(max))])
    }

    fn credit_card_invalid(&self, reason: InvalidCreditCard) -> Cow<'static, str> {
        issue("credit_card", English.credit_card_invalid(reason), &[])
    }

    fn pattern_no_match(&self, pattern: &dyn Display) -> Cow<'static, str> {
        issue("pattern", English.pattern_no_match(pattern), &[("pattern", text(pattern))])
    }

    fn contains_missing(&self, pattern: &dyn Display) -> Cow<'static, str> {
        issue("contains", English.contains_missing(pattern), &[("text", text(pattern))])
    }

    fn url_invalid(&self, reason: InvalidUrl) -> Cow<'static, str> {
        issue("url", English.url_invalid(reason), &[])
    }

    fn prefix_missing(&self, pattern: &dyn Display) -> Cow<'static, str> {
        issue("prefix", English.prefix_missing(pattern), &[("text", text(pattern))])
    }

    fn suffix_missing(&self, pattern: &dyn Display) -> Cow<'static, str> {
        issue("suffix", English.suffix_missing(pattern), &[("text", text(pattern))])
    }

    fn phone_number_invalid(&self, reason: InvalidPhoneNumber) -> Cow<'static, str> {
        issue("phone_number", English.phone_number_invalid(reason), &[])
    }

    fn ip_invalid(&self, kind: IpKind) -> Cow<'static, str> {
        let code = match kind {
            IpKind::Any => "ip",
            IpKind::V4 => "ipv4",
            IpKind::V6 => "ipv6",
        };
        issue(code, English.ip_invalid(kind), &[])
    }

    fn matches_field_mismatch(&self, field: &dyn Display) -> Cow<'static, str> {
        issue("matches", English.matches_field_mismatch(field), &[("field", text(field))])
    }

    fn email_invalid(&self, reason: InvalidEmail) -> Cow<'static, str> {
        issue("email", English.email_invalid(reason), &[])
    }

    fn ascii_invalid(&self) -> Cow<'static, str> {
        issue("ascii", English.ascii_invalid(), &[])
    }

    fn alphanumeric_invalid(&self) -> Cow<'static, str> {
        issue("alphanumeric", English.alphanumeric_invalid(), &[])
    }

    fn required_not_set(&self) -> Cow<'static, str> {
        issue("required", English.required_not_set(), &[])
    }
}

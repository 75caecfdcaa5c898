use std::fmt;

/// Error returned if an API cannot be represented. Contains one message per problem, with its location and a remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractError(pub Vec<String>);

impl fmt::Display for ContractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_list(f, "this API cannot be represented:", &self.0)
    }
}

/// Writes a heading, followed by one list item per message.
pub(crate) fn write_list(f: &mut fmt::Formatter<'_>, heading: &str, messages: &[String]) -> fmt::Result {
    f.write_str(heading)?;
    messages.iter().try_for_each(|message| write!(f, "\n  - {message}"))
}

impl std::error::Error for ContractError {}

use std::{error::Error, fmt};

use crate::{Policy, ProcedureKind, SourceLocation, contract_error::write_list};

/// Access control of every procedure in an API.
///
/// Unlike a [`Contract`](crate::Contract), it also lists procedures without types and dynamic procedures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// If `true`, procedures that are neither guarded nor public are rejected.
    pub deny_unprotected: bool,
    /// Procedures, sorted by name.
    pub procedures: Vec<ProcedureAudit>,
}

/// Access control of one procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureAudit {
    /// Full name, for example `posts.create`. For dynamic procedures, the prefix followed by `.*`.
    pub name: String,
    /// Kind of the procedure; `None` if it is determined per call.
    pub kind: Option<ProcedureKind>,
    /// Location of the function, or of its registration if the function has none.
    pub source: SourceLocation,
    /// Names of the guards that the procedure requires.
    pub guards: Vec<String>,
    /// If `true`, the procedure is declared public.
    pub public: bool,
    /// Policies, outermost first.
    pub policies: Vec<Policy>,
    /// Names of all layers, outermost first.
    pub layers: Vec<String>,
}

impl Audit {
    /// Returns the procedures that have no guard and are not declared public.
    pub fn unprotected(&self) -> impl Iterator<Item = &ProcedureAudit> {
        self.procedures.iter().filter(|procedure| procedure.guards.is_empty() && !procedure.public)
    }

    /// Checks that every procedure has a guard or is public. Always succeeds unless `deny_unprotected` is set.
    ///
    /// # Errors
    ///
    /// Returns [`UnprotectedProcedures`] with one message per procedure that has neither.
    pub fn check(&self) -> Result<(), UnprotectedProcedures> {
        let message = |procedure: &ProcedureAudit| {
            format!(
                "`{}` ({}) has no access policy: name a guard in its context, or `Public` if it needs none",
                procedure.name, procedure.source
            )
        };
        let messages: Vec<String> = self.unprotected().map(message).collect();
        if self.deny_unprotected && !messages.is_empty() { Err(UnprotectedProcedures(messages)) } else { Ok(()) }
    }
}

/// Error listing the procedures that are neither guarded nor public, with their locations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnprotectedProcedures(pub Vec<String>);

impl fmt::Display for UnprotectedProcedures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_list(f, "`Router::deny_unprotected` requires an access policy for every procedure:", &self.0)
    }
}

impl Error for UnprotectedProcedures {}

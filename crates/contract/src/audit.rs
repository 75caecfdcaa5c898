use std::{error::Error, fmt};

use crate::{Policy, ProcedureKind, SourceLocation, contract_error::write_list};

/// What protects each procedure of an API: those without types, too, and names that are decided at run time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Whether a procedure that states no policy is refused.
    pub deny_unprotected: bool,
    /// Each procedure, sorted by name.
    pub procedures: Vec<ProcedureAudit>,
}

/// What protects a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureAudit {
    /// The full name on the wire; of names that are decided at run time, the prefix and `.*`.
    pub name: String,
    /// What calling it means, where that is known.
    pub kind: Option<ProcedureKind>,
    /// Where the function is, or else where it was mounted.
    pub source: SourceLocation,
    /// What must hold before it is called, by the names of the proofs.
    pub guards: Vec<String>,
    /// Whether it states that anybody may call it.
    pub public: bool,
    /// What goes around it, outermost first.
    pub policies: Vec<Policy>,
    /// The names of all layers, outermost first.
    pub layers: Vec<String>,
}

impl Audit {
    /// The procedures of which nobody said who may call them: they ask for no proof, and do not state that they are public either.
    pub fn unprotected(&self) -> impl Iterator<Item = &ProcedureAudit> {
        self.procedures.iter().filter(|procedure| procedure.guards.is_empty() && !procedure.public)
    }

    /// Whether every procedure says who may call it, where the application asks for that.
    ///
    /// # Errors
    ///
    /// Those that do not.
    pub fn check(&self) -> Result<(), UnprotectedProcedures> {
        let complaint = |it: &ProcedureAudit| {
            format!(
                "{} ({}) states no policy: name a proof in its context, or `Public` if anybody may call it",
                it.name, it.source
            )
        };
        let complaints: Vec<String> = self.unprotected().map(complaint).collect();
        if self.deny_unprotected && !complaints.is_empty() { Err(UnprotectedProcedures(complaints)) } else { Ok(()) }
    }
}

/// Procedures of which nobody said who may call them, each with its place, where the application asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnprotectedProcedures(pub Vec<String>);

impl fmt::Display for UnprotectedProcedures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_list(f, "`Router::deny_unstated` asks every procedure who may call it:", &self.0)
    }
}

impl Error for UnprotectedProcedures {}

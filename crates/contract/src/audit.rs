use std::{error::Error, fmt};

use crate::{Kind, Policy, Source, refused::listed};

/// What protects each procedure of an API: those without types, too, and names that are decided at run time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Whether a procedure that states no policy is refused.
    pub deny_unstated: bool,
    /// Each procedure, sorted by name.
    pub procedures: Vec<Audited>,
}

/// What protects a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audited {
    /// The full name on the wire; of names that are decided at run time, the prefix and `.*`.
    pub name: String,
    /// What calling it means, where that is known.
    pub kind: Option<Kind>,
    /// Where the function is, or else where it was mounted.
    pub source: Source,
    /// What must hold before it is called, by the names of the proofs.
    pub proofs: Vec<String>,
    /// Whether it states that anybody may call it.
    pub public: bool,
    /// What goes around it, outermost first.
    pub policies: Vec<Policy>,
    /// The names of all layers, outermost first.
    pub layers: Vec<String>,
}

impl Audit {
    /// The procedures of which nobody said who may call them: they ask for no proof, and do not state that they are public either.
    pub fn unstated(&self) -> impl Iterator<Item = &Audited> {
        self.procedures.iter().filter(|procedure| procedure.proofs.is_empty() && !procedure.public)
    }

    /// Whether every procedure says who may call it, where the application asks for that.
    ///
    /// # Errors
    ///
    /// Those that do not.
    pub fn check(&self) -> Result<(), Unstated> {
        let complaint = |it: &Audited| {
            format!(
                "{} ({}) states no policy: name a proof in its context, or `Public` if anybody may call it",
                it.name, it.source
            )
        };
        let complaints: Vec<String> = self.unstated().map(complaint).collect();
        if self.deny_unstated && !complaints.is_empty() { Err(Unstated(complaints)) } else { Ok(()) }
    }
}

/// Procedures of which nobody said who may call them, each with its place, where the application asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unstated(pub Vec<String>);

impl fmt::Display for Unstated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        listed(f, "`Router::deny_unstated` asks every procedure who may call it:", &self.0)
    }
}

impl Error for Unstated {}

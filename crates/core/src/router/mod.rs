//! Names to procedures, and the one funnel.

mod integers;
mod procedure_name;
mod registration;
mod resolve;

use std::{
    collections::BTreeMap,
    panic::Location,
    sync::{Arc, OnceLock},
};

use isotype_contract::{
    Audit, Contract, ContractError, IntegerEncoding, ProcedureAudit, ProcedureIntegers, SourceLocation,
    UnprotectedProcedures,
};
use isotype_lowering::Registry;

pub use resolve::ResolvedProcedure;

use crate::{Procedure, layer::Layers};

/// The procedures of an application with state `S`, by name.
///
/// Every transport, and every call of a batch, goes through [`Router::resolve`].
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Router};
///
/// async fn ping(_: Ctx<()>, _: ()) -> String {
///     "pong".to_owned()
/// }
///
/// let api = Router::new().query("ping", ping);
/// ```
///
/// A name can be mounted once:
///
/// ```should_panic
/// # use isotype_core::{Ctx, Router};
/// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
/// let api = Router::new().query("ping", ping).query("ping", ping);
/// ```
#[expect(missing_debug_implementations, reason = "handlers have nothing to show")]
pub struct Router<S> {
    pub(crate) procedures: BTreeMap<Arc<str>, Arc<Procedure<S>>>,
    /// Names that procedures had, and the ones that they have.
    pub(crate) aliases: BTreeMap<Arc<str>, Arc<str>>,
    pub(crate) dynamic: BTreeMap<Arc<str>, DynamicProcedures<S>>,
    pub(crate) layers: Layers<S>,
    pub(crate) deny_unprotected: bool,
    /// What becomes of wide integers, where that is said.
    pub(crate) integers: Option<IntegerEncoding>,
    /// Where they are strings, by the names of procedures: worked out once.
    pub(crate) integer_locations: OnceLock<Result<BTreeMap<String, Arc<ProcedureIntegers>>, ContractError>>,
}

/// Gives the procedure of a name, if there is one.
type Resolve<S> = dyn Fn(&str) -> Option<Procedure<S>> + Send + Sync;

/// Names that are decided at run time.
pub(crate) struct DynamicProcedures<S> {
    pub(crate) resolve: Arc<Resolve<S>>,
    pub(crate) layers: Layers<S>,
    pub(crate) registered_at: &'static Location<'static>,
}

impl<S: Send + Sync + 'static> Router<S> {
    /// The names of all procedures, sorted.
    pub fn procedure_names(&self) -> impl Iterator<Item = &str> {
        self.procedures.keys().map(|name| &**name)
    }

    /// The contract of all procedures, for everything that is generated.
    ///
    /// # Errors
    ///
    /// When a type cannot be told as it is on the wire, or two would have one name.
    pub fn contract(&self) -> Result<Contract, ContractError> {
        let mut registry = Registry::new();
        registry.set_integer_encoding(self.integers.unwrap_or_default());
        for procedure in self.procedures.values() {
            if let Some(contract) = procedure.contract(&self.layers, &mut registry) {
                registry.add_procedure(contract);
            }
        }
        registry.finish()
    }

    /// Whether every procedure says who may call it, where [`Router::deny_unstated`] asks for that.
    ///
    /// # Errors
    ///
    /// Those that do not.
    pub fn check_protected(&self) -> Result<(), UnprotectedProcedures> {
        if self.deny_unprotected { self.audit().check() } else { Ok(()) }
    }

    /// What protects each procedure, for a person who wants to see it at a glance.
    pub fn audit(&self) -> Audit {
        let mounted = self.procedures.values().map(|procedure| procedure.audit(&self.layers));
        let prefixes = self.dynamic.iter().map(|(name, prefix)| {
            let seen = self.layers.wrap(&prefix.layers).summarize(&mut Registry::new());
            seen.into_audit(format!("{name}.*"), None, SourceLocation::from(prefix.registered_at))
        });
        let mut procedures: Vec<ProcedureAudit> = mounted.chain(prefixes).collect();
        procedures.sort_by(|one, other| one.name.cmp(&other.name));
        Audit { deny_unprotected: self.deny_unprotected, procedures }
    }
}

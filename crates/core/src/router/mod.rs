//! Router, which maps names to procedures.

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

/// Maps names to the procedures of an application with state `S`.
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
/// A name can be registered only once:
///
/// ```should_panic
/// # use isotype_core::{Ctx, Router};
/// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
/// let api = Router::new().query("ping", ping).query("ping", ping);
/// ```
#[expect(missing_debug_implementations, reason = "handlers have nothing to show")]
pub struct Router<S> {
    pub(crate) procedures: BTreeMap<Arc<str>, Arc<Procedure<S>>>,
    /// Current names of procedures by their earlier names.
    pub(crate) aliases: BTreeMap<Arc<str>, Arc<str>>,
    pub(crate) dynamic: BTreeMap<Arc<str>, DynamicProcedures<S>>,
    pub(crate) layers: Layers<S>,
    pub(crate) deny_unprotected: bool,
    /// Encoding of wide integers, if set.
    pub(crate) integers: Option<IntegerEncoding>,
    /// Locations of wide integers by procedure name, computed once.
    pub(crate) integer_locations: OnceLock<Result<BTreeMap<String, Arc<ProcedureIntegers>>, ContractError>>,
}

/// Resolver of a dynamic namespace.
type Resolve<S> = dyn Fn(&str) -> Option<Procedure<S>> + Send + Sync;

/// Namespace whose procedures are resolved per call.
pub(crate) struct DynamicProcedures<S> {
    pub(crate) resolve: Arc<Resolve<S>>,
    pub(crate) layers: Layers<S>,
    pub(crate) registered_at: &'static Location<'static>,
}

impl<S: Send + Sync + 'static> Router<S> {
    /// Returns the names of all registered procedures, sorted.
    pub fn procedure_names(&self) -> impl Iterator<Item = &str> {
        self.procedures.keys().map(|name| &**name)
    }

    /// Returns the contract of all typed procedures, from which bindings and OpenAPI documents are generated.
    ///
    /// # Errors
    ///
    /// Returns [`ContractError`] if the wire format of a type cannot be represented, or if two types have the same
    /// name.
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

    /// Checks that every procedure declares an access policy, if [`Router::deny_unprotected`] requires it.
    ///
    /// # Errors
    ///
    /// Returns [`UnprotectedProcedures`] if a policy is required and a procedure has none.
    pub fn check_protected(&self) -> Result<(), UnprotectedProcedures> {
        if self.deny_unprotected { self.audit().check() } else { Ok(()) }
    }

    /// Returns the guards, policies and layers of each procedure.
    pub fn audit(&self) -> Audit {
        let registered = self.procedures.values().map(|procedure| procedure.audit(&self.layers));
        let dynamic = self.dynamic.iter().map(|(name, namespace)| {
            let summary = self.layers.wrap(&namespace.layers).summarize(&mut Registry::new());
            summary.into_audit(format!("{name}.*"), None, SourceLocation::from(namespace.registered_at))
        });
        let mut procedures: Vec<ProcedureAudit> = registered.chain(dynamic).collect();
        procedures.sort_by(|one, other| one.name.cmp(&other.name));
        Audit { deny_unprotected: self.deny_unprotected, procedures }
    }
}

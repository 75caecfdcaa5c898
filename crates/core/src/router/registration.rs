//! How procedures come into a router, and what is refused at start-up.

use std::{
    collections::BTreeMap,
    panic::Location,
    sync::{Arc, OnceLock},
};

use super::{DynamicProcedures, Router, procedure_name::invalid_name_reason};
use crate::{
    FromCall, Handler, Layer, Procedure, StreamHandler,
    layer::{Layers, Require},
    mutation, query, subscription,
};

impl<S: Send + Sync + 'static> Router<S> {
    /// A router without procedures.
    #[must_use]
    pub fn new() -> Router<S> {
        Router {
            procedures: BTreeMap::new(),
            aliases: BTreeMap::new(),
            dynamic: BTreeMap::new(),
            layers: Layers::new(),
            deny_unprotected: false,
            integers: None,
            integer_locations: OnceLock::new(),
        }
    }

    /// Mounts a query: it is called by GET, and never changes anything.
    ///
    /// # Panics
    ///
    /// When the name is taken or cannot be a name; the message names the source places.
    #[must_use]
    #[track_caller]
    pub fn query<H: Handler<S, M>, M>(self, name: &str, handler: H) -> Self {
        self.procedure(name, query(handler))
    }

    /// Mounts a mutation: it is called by POST.
    ///
    /// # Panics
    ///
    /// As [`Router::query`].
    #[must_use]
    #[track_caller]
    pub fn mutation<H: Handler<S, M>, M>(self, name: &str, handler: H) -> Self {
        self.procedure(name, mutation(handler))
    }

    /// Mounts a subscription: a stream of events, as [`subscription`] says.
    ///
    /// # Panics
    ///
    /// As [`Router::query`].
    #[must_use]
    #[track_caller]
    pub fn subscription<H: StreamHandler<S, M>, M>(self, name: &str, handler: H) -> Self {
        self.procedure(name, subscription(handler))
    }

    /// Mounts a procedure with options.
    ///
    /// # Panics
    ///
    /// As [`Router::query`].
    #[must_use]
    pub fn procedure(self, name: &str, procedure: Procedure<S>) -> Self {
        self.register(Procedure { name: name.into(), ..procedure })
    }

    /// Serves every name under `prefix` that is not mounted: `resolve` gets what stands behind the prefix and its dot, and gives a
    /// procedure, or `None` where there is none. It is asked more than once for a call; where it panics, the call fails and nothing else.
    ///
    /// # Panics
    ///
    /// When a procedure has that name, or another handler has the prefix.
    #[must_use]
    #[track_caller]
    pub fn dynamic(
        mut self,
        prefix: &str,
        resolve: impl Fn(&str) -> Option<Procedure<S>> + Send + Sync + 'static,
    ) -> Self {
        self.register_dynamic(
            prefix.into(),
            DynamicProcedures { resolve: Arc::new(resolve), layers: Layers::new(), registered_at: Location::caller() },
        );
        self
    }

    /// Mounts every procedure of `router` under `prefix`: `list` becomes `posts.list`. Its layers stay around them.
    ///
    /// # Panics
    ///
    /// As [`Router::query`], and as [`Router::integers`].
    #[must_use]
    #[track_caller]
    pub fn nest(self, prefix: &str, router: Router<S>) -> Self {
        let outer = router.layers;
        let mut all = match router.integers {
            Some(integers) => self.integers(integers),
            None => self,
        };
        all.deny_unprotected |= router.deny_unprotected;
        for (name, inner) in router.dynamic {
            let layers = outer.wrap(&inner.layers);
            all.register_dynamic(format!("{prefix}.{name}").into(), DynamicProcedures { layers, ..inner });
        }
        router.procedures.into_values().fold(all, |all, procedure| {
            let nested = |name: &Arc<str>| format!("{prefix}.{name}").into();
            let (name, aliases) = (nested(&procedure.name), procedure.aliases.iter().map(nested).collect());
            let layers = outer.wrap(&procedure.layers);
            all.register(Procedure { name, aliases, layers, ..(*procedure).clone() })
        })
    }

    /// Puts a layer around every procedure of this router, those that are mounted later too.
    ///
    /// Layers run in the order of their [`Stage`](crate::Stage); of one stage the outer router's first, then as they were added.
    #[must_use]
    pub fn layer(mut self, layer: impl Layer<S>) -> Self {
        self.layers.add(Arc::new(layer));
        self
    }

    /// Fences this router: `P` must hold for every procedure in it, those that are mounted later too.
    #[must_use]
    pub fn require<P: FromCall<S>>(self) -> Self {
        self.layer(Require::<P>::new())
    }

    /// Refuses procedures of which nobody said who may call them: such without any proof, not even [`Public`](crate::Public). The
    /// application then does not start, its bindings are not written, and its audit fails. It holds for the whole API, wherever it is said.
    #[must_use]
    pub fn deny_unprotected(mut self) -> Self {
        self.deny_unprotected = true;
        self
    }

    fn register(mut self, procedure: Procedure<S>) -> Self {
        let name = &procedure.name;
        if let Some(complaint) = invalid_name_reason(name) {
            panic!("a procedure cannot be named {name:?}: {complaint} (mounted at {})", procedure.registered_at);
        }
        if let Some(other) = self.conflict(name) {
            let why = if other.name == *name { "the name is taken" } else { "one would be a namespace of the other" };
            panic!(
                "the procedures {:?} ({}, mounted at {}) and {name:?} ({}, mounted at {}) cannot both be mounted: {why}",
                other.name,
                source_location(other),
                other.registered_at,
                source_location(&procedure),
                procedure.registered_at,
            );
        }
        self.register_aliases(&procedure);
        self.procedures.insert(procedure.name.clone(), Arc::new(procedure));
        self
    }

    /// An old name may be a namespace of a new one, since no client sees both: it only has to be free.
    fn register_aliases(&mut self, procedure: &Procedure<S>) {
        let (name, place) = (&procedure.name, procedure.registered_at);
        if let Some(other) = self.aliases.get(name) {
            panic!("a procedure cannot be named {name:?} (mounted at {place}): {other:?} is renamed from that");
        }
        for alias in &procedure.aliases {
            if let Some(complaint) = invalid_name_reason(alias) {
                panic!("{name:?} cannot be renamed from {alias:?}: {complaint} (mounted at {place})");
            }
            let taken = alias == name || self.procedures.contains_key(alias);
            let taken = self.aliases.insert(alias.clone(), name.clone()).is_some() || taken;
            assert!(!taken, "{name:?} cannot be renamed from {alias:?} (mounted at {place}): the name is taken");
        }
    }

    #[track_caller]
    fn register_dynamic(&mut self, prefix: Arc<str>, handler: DynamicProcedures<S>) {
        if let Some(complaint) = invalid_name_reason(&prefix) {
            panic!("a prefix cannot be named {prefix:?}: {complaint}");
        }
        let taken = self.procedures.contains_key(&prefix) || self.dynamic.insert(prefix.clone(), handler).is_some();
        assert!(!taken, "the prefix {prefix:?} cannot be mounted: the name is taken");
    }

    /// A procedure of that name, or one that is, or is in, a namespace of that name: clients see `posts` as one or the other.
    fn conflict(&self, name: &str) -> Option<&Arc<Procedure<S>>> {
        let outer =
            name.char_indices().filter(|(_, c)| *c == '.').find_map(|(end, _)| self.procedures.get(&name[..end]));
        let inner = || {
            let prefix: Arc<str> = format!("{name}.").into();
            let (_, first) = self.procedures.range(prefix.clone()..).next()?;
            first.name.starts_with(&*prefix).then_some(first)
        };
        self.procedures.get(name).or(outer).or_else(inner)
    }
}

impl<S: Send + Sync + 'static> Default for Router<S> {
    fn default() -> Self {
        Router::new()
    }
}

fn source_location<S: 'static>(procedure: &Procedure<S>) -> String {
    let source = procedure.source();
    format!("{}:{}", source.file, source.line)
}

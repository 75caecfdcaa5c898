//! Registration of procedures, namespaces and layers.

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
    /// Creates a router without procedures.
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

    /// Registers a query, which is called with GET and has no side effects.
    ///
    /// # Panics
    ///
    /// Panics if the name is invalid, already registered, or a namespace of another procedure. The message contains the
    /// source locations.
    #[must_use]
    #[track_caller]
    pub fn query<H: Handler<S, M>, M>(self, name: &str, handler: H) -> Self {
        self.procedure(name, query(handler))
    }

    /// Registers a mutation, which is called with POST.
    ///
    /// # Panics
    ///
    /// Panics under the same conditions as [`Router::query`].
    #[must_use]
    #[track_caller]
    pub fn mutation<H: Handler<S, M>, M>(self, name: &str, handler: H) -> Self {
        self.procedure(name, mutation(handler))
    }

    /// Registers a subscription, which returns a stream of events. See [`subscription`].
    ///
    /// # Panics
    ///
    /// Panics under the same conditions as [`Router::query`].
    #[must_use]
    #[track_caller]
    pub fn subscription<H: StreamHandler<S, M>, M>(self, name: &str, handler: H) -> Self {
        self.procedure(name, subscription(handler))
    }

    /// Registers a procedure with options.
    ///
    /// # Panics
    ///
    /// Panics under the same conditions as [`Router::query`].
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_core::{Ctx, Router, mutation};
    ///
    /// async fn import(_: Ctx<()>, _: ()) -> u32 {
    ///     0
    /// }
    ///
    /// let api = Router::new().procedure("import", mutation(import).cancel_on_disconnect());
    /// ```
    #[must_use]
    pub fn procedure(self, name: &str, procedure: Procedure<S>) -> Self {
        self.register(Procedure { name: name.into(), ..procedure })
    }

    /// Registers a namespace whose procedures are resolved at run time.
    ///
    /// `resolve` receives the part of the name after `prefix` and the dot. It returns a procedure, or `None` for an
    /// unknown name. It runs once per call, only for names that are not registered. A panic in it fails only that call.
    /// See [`raw`](crate::raw) for an example.
    ///
    /// # Panics
    ///
    /// Panics if `prefix` is an invalid name, or the name of a procedure or of another dynamic namespace.
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

    /// Registers every procedure of `router` under `prefix`: `list` becomes `posts.list`. They keep the layers of
    /// `router`.
    ///
    /// # Panics
    ///
    /// Panics under the same conditions as [`Router::query`] and [`Router::integers`].
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_core::{Ctx, Router};
    ///
    /// async fn list(_: Ctx<()>, _: ()) -> Vec<String> {
    ///     Vec::new()
    /// }
    ///
    /// let posts = Router::new().query("list", list);
    /// let api = Router::new().nest("posts", posts);
    /// assert!(api.procedure_names().eq(["posts.list"]));
    /// ```
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

    /// Adds a layer around every procedure of this router, including those registered later.
    ///
    /// Layers run in the order of their [`Stage`](crate::Stage). Within a stage, layers of outer routers run first,
    /// then layers in the order in which they were added.
    #[must_use]
    pub fn layer(mut self, layer: impl Layer<S>) -> Self {
        self.layers.add(Arc::new(layer));
        self
    }

    /// Requires the guard `P` for every procedure of this router, including those registered later.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_core::{Ctx, FromCall, Router, Unauthorized};
    ///
    /// struct User;
    ///
    /// impl FromCall<()> for User {
    ///     type Error = Unauthorized;
    ///
    ///     async fn from_call(ctx: &Ctx<()>) -> Result<User, Unauthorized> {
    ///         ctx.bearer().map(|_| User)
    ///     }
    /// }
    ///
    /// async fn drafts(_: Ctx<()>, _: ()) -> Vec<String> {
    ///     Vec::new()
    /// }
    ///
    /// let api = Router::new().query("drafts", drafts).require::<User>();
    /// ```
    #[must_use]
    pub fn require<P: FromCall<S>>(self) -> Self {
        self.layer(Require::<P>::new())
    }

    /// Rejects procedures without an access policy, that is, without a guard or [`Public`](crate::Public).
    ///
    /// If there is such a procedure, the application does not start, its bindings are not generated, and its audit
    /// fails. The setting applies to the whole API, no matter which router sets it.
    #[must_use]
    pub fn deny_unprotected(mut self) -> Self {
        self.deny_unprotected = true;
        self
    }

    fn register(mut self, procedure: Procedure<S>) -> Self {
        let name = &procedure.name;
        if let Some(reason) = invalid_name_reason(name) {
            panic!("invalid procedure name {name:?}: {reason} (registered at {})", procedure.registered_at);
        }
        if let Some(other) = self.conflict(name) {
            let why = if other.name == *name { "the name is taken" } else { "one is a namespace of the other" };
            panic!(
                "cannot register both {:?} ({}, registered at {}) and {name:?} ({}, registered at {}): {why}",
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

    /// Registers a procedure's earlier names. They must be unused, but may be namespaces of current names, because no
    /// client sees both.
    fn register_aliases(&mut self, procedure: &Procedure<S>) {
        let (name, location) = (&procedure.name, procedure.registered_at);
        if let Some(other) = self.aliases.get(name) {
            panic!("cannot register {name:?} (registered at {location}): it is an earlier name of {other:?}");
        }
        for alias in &procedure.aliases {
            if let Some(reason) = invalid_name_reason(alias) {
                panic!("invalid former name {alias:?} for procedure {name:?}: {reason} (registered at {location})");
            }
            let taken = alias == name || self.procedures.contains_key(alias);
            let taken = self.aliases.insert(alias.clone(), name.clone()).is_some() || taken;
            assert!(
                !taken,
                "invalid former name {alias:?} for procedure {name:?}: the name is taken (registered at {location})"
            );
        }
    }

    #[track_caller]
    fn register_dynamic(&mut self, prefix: Arc<str>, namespace: DynamicProcedures<S>) {
        if let Some(reason) = invalid_name_reason(&prefix) {
            panic!("invalid dynamic namespace name {prefix:?}: {reason}");
        }
        let taken = self.procedures.contains_key(&prefix) || self.dynamic.insert(prefix.clone(), namespace).is_some();
        assert!(!taken, "cannot register the dynamic namespace {prefix:?}: the name is taken");
    }

    /// Returns a procedure that conflicts with `name`: it has the same name, or one name is a namespace of the other.
    /// For clients, `posts` is either a procedure or a namespace.
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

//! A procedure behind the edge where generics end.

use std::{panic::Location, sync::Arc};

use bytes::Bytes;
use futures_core::{future::BoxFuture, stream::BoxStream};
use isotype_schema::{ErrorType, Kind, Registry, Shape, Source};

use crate::{CallError, Ctx, Event, Layer};

/// What `#[procedure]` records of a function, found again by the function's path.
#[derive(Clone, Copy, Debug)]
pub struct ProcedureInfo {
    /// As `std::any::type_name` prints it.
    pub path: &'static str,
    /// The doc comment.
    pub docs: &'static str,
    /// The note of `#[deprecated]`; empty when it has none.
    pub deprecated: Option<&'static str>,
    /// As `file!()` prints it.
    pub file: &'static str,
    /// The line of the function's name, from 1.
    pub line: u32,
    /// The column of the function's name, from 1.
    pub column: u32,
}

inventory::collect!(ProcedureInfo);

impl ProcedureInfo {
    /// What was recorded of the function `F`.
    fn of<F>() -> Option<&'static ProcedureInfo> {
        let path = std::any::type_name::<F>();
        inventory::iter::<ProcedureInfo>().find(|info| info.path == path)
    }
}

/// What a handler made of a call.
/// What a call came to, as layers see it.
pub enum Output {
    /// The call's buffer, with the output's JSON in it.
    Value(Vec<u8>),
    /// The events of a subscription.
    Events(BoxStream<'static, Result<Event, CallError>>),
}

/// What a call came to, or why it failed, as layers see it.
pub type Outcome = Result<Output, CallError>;

/// A handler without its types: context, input, and the buffer to write the output behind.
pub(crate) type Erased<S> = Arc<dyn Fn(Ctx<S>, Bytes, Vec<u8>) -> BoxFuture<'static, Outcome> + Send + Sync>;

/// The types of a handler, as it describes them when a contract is asked for.
pub struct Types {
    pub input: Shape,
    pub output: Shape,
    pub tracked: bool,
    pub errors: Vec<ErrorType>,
}

pub(crate) struct Procedure<S> {
    pub(crate) name: Arc<str>,
    pub(crate) kind: Kind,
    pub(crate) layers: Vec<Arc<dyn Layer<S>>>,
    pub(crate) run: Erased<S>,
    pub(crate) types: fn(&mut Registry) -> Types,
    pub(crate) info: fn() -> Option<&'static ProcedureInfo>,
    pub(crate) mounted: &'static Location<'static>,
}

impl<S> Clone for Procedure<S> {
    fn clone(&self) -> Self {
        Procedure { name: self.name.clone(), layers: self.layers.clone(), run: self.run.clone(), ..*self }
    }
}

impl<S: 'static> Procedure<S> {
    pub(crate) fn new<F>(
        name: &str,
        kind: Kind,
        run: Erased<S>,
        types: fn(&mut Registry) -> Types,
        mounted: &'static Location<'static>,
    ) -> Procedure<S> {
        Procedure { name: name.into(), kind, layers: Vec::new(), run, types, info: ProcedureInfo::of::<F>, mounted }
    }

    /// The function, where `#[procedure]` recorded it, else the line that mounted it.
    pub(crate) fn source(&self) -> Source {
        match (self.info)() {
            Some(info) => Source { file: info.file.to_owned(), line: info.line, column: info.column },
            None => Source {
                file: self.mounted.file().to_owned(),
                line: self.mounted.line(),
                column: self.mounted.column(),
            },
        }
    }

    /// What callers may know of it; `outer` are the layers of the router that it hangs in.
    pub(crate) fn contract(&self, outer: &[Arc<dyn Layer<S>>], registry: &mut Registry) -> isotype_schema::Procedure {
        let mut errors = Vec::new();
        outer.iter().chain(&self.layers).for_each(|layer| layer.describe(registry, &mut errors));
        let types = (self.types)(registry);
        errors.extend(types.errors);
        let info = (self.info)();
        isotype_schema::Procedure {
            name: self.name.to_string(),
            kind: self.kind,
            docs: info.map_or("", |info| info.docs).to_owned(),
            deprecated: info.and_then(|info| info.deprecated).map(str::to_owned),
            source: self.source(),
            input: types.input,
            output: types.output,
            tracked: types.tracked,
            errors,
        }
    }
}

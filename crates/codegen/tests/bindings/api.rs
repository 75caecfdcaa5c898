//! A contract written by hand, in few words.

use isotype_contract::{Contract, Encoding, ErrorVariant, Integers, Kind, Refused, Source};
use isotype_lowering::{DescribedProcedure, Registry, Type};

pub(crate) struct Api {
    registry: Registry,
}

pub(crate) struct Mount<'a> {
    api: &'a mut Api,
    procedure: DescribedProcedure,
}

impl Api {
    pub(crate) fn new() -> Self {
        Self { registry: Registry::new() }
    }

    /// Says what becomes of wide integers.
    pub(crate) fn integers(&mut self, integers: Integers) {
        self.registry.integers(integers);
    }

    #[track_caller]
    pub(crate) fn query<I: Type, O: Type>(&mut self, name: &str) -> Mount<'_> {
        self.mount::<I, O>(Kind::Query, name)
    }

    #[track_caller]
    pub(crate) fn mutation<I: Type, O: Type>(&mut self, name: &str) -> Mount<'_> {
        self.mount::<I, O>(Kind::Mutation, name)
    }

    #[track_caller]
    pub(crate) fn subscription<I: Type, O: Type>(&mut self, name: &str) -> Mount<'_> {
        self.mount::<I, O>(Kind::Subscription, name)
    }

    #[track_caller]
    fn mount<I: Type, O: Type>(&mut self, kind: Kind, name: &str) -> Mount<'_> {
        let procedure = DescribedProcedure {
            name: name.to_owned(),
            aliases: Vec::new(),
            kind,
            docs: String::new(),
            deprecated: None,
            source: Source { file: "crates/codegen/tests/bindings/places.rs".to_owned(), line: 1, column: 1 },
            proofs: Vec::new(),
            public: false,
            policies: Vec::new(),
            input: self.registry.shape::<I>(),
            encoding: Encoding::Json,
            rest: None,
            output: self.registry.shape::<O>(),
            streams: kind == Kind::Subscription,
            tracked: false,
            errors: Vec::new(),
        };
        Mount { api: self, procedure }
    }

    pub(crate) fn contract(self) -> Result<Contract, Refused> {
        self.registry.finish()
    }
}

impl Mount<'_> {
    pub(crate) fn docs(mut self, docs: &str) -> Self {
        self.procedure.docs = docs.to_owned();
        self
    }

    pub(crate) fn deprecated(mut self, note: &str) -> Self {
        self.procedure.deprecated = Some(note.to_owned());
        self
    }

    pub(crate) fn sent_as(mut self, encoding: Encoding) -> Self {
        self.procedure.encoding = encoding;
        self
    }

    pub(crate) fn streams(mut self) -> Self {
        self.procedure.streams = true;
        self
    }

    pub(crate) fn tracked(mut self) -> Self {
        self.procedure.tracked = true;
        self
    }

    pub(crate) fn at(mut self, line: u32, column: u32) -> Self {
        (self.procedure.source.line, self.procedure.source.column) = (line, column);
        self
    }

    pub(crate) fn raises<E: Type>(mut self, variants: &'static [ErrorVariant]) -> Self {
        let error = self.api.registry.error::<E>(variants);
        self.procedure.errors.push(error);
        self
    }

    pub(crate) fn mount(self) {
        self.api.registry.add(self.procedure);
    }
}

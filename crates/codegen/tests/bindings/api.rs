//! Contract builder for tests.

use isotype_contract::{
    Contract, ContractError, ErrorVariant, InputEncoding, IntegerEncoding, ProcedureKind, SourceLocation,
};
use isotype_lowering::{ProcedureDescription, Registry, Type};

pub(crate) struct Api {
    registry: Registry,
}

pub(crate) struct ProcedureBuilder<'a> {
    api: &'a mut Api,
    procedure: ProcedureDescription,
}

impl Api {
    pub(crate) fn new() -> Self {
        Self { registry: Registry::new() }
    }

    /// Sets the encoding of integers wider than 53 bits.
    pub(crate) fn integers(&mut self, integers: IntegerEncoding) {
        self.registry.set_integer_encoding(integers);
    }

    #[track_caller]
    pub(crate) fn query<I: Type, O: Type>(&mut self, name: &str) -> ProcedureBuilder<'_> {
        self.procedure::<I, O>(ProcedureKind::Query, name)
    }

    #[track_caller]
    pub(crate) fn mutation<I: Type, O: Type>(&mut self, name: &str) -> ProcedureBuilder<'_> {
        self.procedure::<I, O>(ProcedureKind::Mutation, name)
    }

    #[track_caller]
    pub(crate) fn subscription<I: Type, O: Type>(&mut self, name: &str) -> ProcedureBuilder<'_> {
        self.procedure::<I, O>(ProcedureKind::Subscription, name)
    }

    #[track_caller]
    fn procedure<I: Type, O: Type>(&mut self, kind: ProcedureKind, name: &str) -> ProcedureBuilder<'_> {
        let procedure = ProcedureDescription {
            name: name.to_owned(),
            aliases: Vec::new(),
            kind,
            docs: String::new(),
            deprecated: None,
            source: SourceLocation {
                file: "crates/codegen/tests/bindings/source_fixture.rs".to_owned(),
                line: 1,
                column: 1,
            },
            guards: Vec::new(),
            public: false,
            policies: Vec::new(),
            input: self.registry.describe::<I>(),
            encoding: InputEncoding::Json,
            rest: None,
            output: self.registry.describe::<O>(),
            streaming: kind == ProcedureKind::Subscription,
            tracked: false,
            errors: Vec::new(),
        };
        ProcedureBuilder { api: self, procedure }
    }

    pub(crate) fn contract(self) -> Result<Contract, ContractError> {
        self.registry.finish()
    }
}

impl ProcedureBuilder<'_> {
    pub(crate) fn docs(mut self, docs: &str) -> Self {
        self.procedure.docs = docs.to_owned();
        self
    }

    pub(crate) fn deprecated(mut self, note: &str) -> Self {
        self.procedure.deprecated = Some(note.to_owned());
        self
    }

    pub(crate) fn encoding(mut self, encoding: InputEncoding) -> Self {
        self.procedure.encoding = encoding;
        self
    }

    pub(crate) fn streaming(mut self) -> Self {
        self.procedure.streaming = true;
        self
    }

    pub(crate) fn tracked(mut self) -> Self {
        self.procedure.tracked = true;
        self
    }

    pub(crate) fn source(mut self, line: u32, column: u32) -> Self {
        (self.procedure.source.line, self.procedure.source.column) = (line, column);
        self
    }

    pub(crate) fn error<E: Type>(mut self, variants: &'static [ErrorVariant]) -> Self {
        let error = self.api.registry.describe_error::<E>(variants);
        self.procedure.errors.push(error);
        self
    }

    pub(crate) fn register(self) {
        self.api.registry.add_procedure(self.procedure);
    }
}

//! Benchmark of a large API: `large_api COUNT DIR` generates the bindings of COUNT procedures, each with its own input and
//! output type, and writes them to DIR.
//!
//! Prints the CPU time of each step as JSON, in milliseconds.

use std::{cell::Cell, env, path::PathBuf, time::Duration};

use isotype_codegen::Package;
use isotype_contract::{InputEncoding, ProcedureKind, SourceLocation};
use isotype_lowering::{
    ProcedureDescription, Registry,
    specta::{
        self, Types,
        datatype::{DataType, Field, List, NamedDataType, Primitive, Struct},
    },
};

const PER_NAMESPACE: usize = 50;

thread_local! {
    static NEXT_TYPE: Cell<usize> = const { Cell::new(0) };
}

/// Type whose description is a new struct with six fields each time.
struct UniqueType;

impl specta::Type for UniqueType {
    fn definition(types: &mut Types) -> DataType {
        let number = NEXT_TYPE.replace(NEXT_TYPE.get() + 1);
        let text = || DataType::Primitive(Primitive::str);
        let named = NamedDataType::new(format!("Type{number}"), types, |_, named| {
            named.module_path = "large_api".into();
            let fields = Struct::named()
                .field("id", Field::new(DataType::Primitive(Primitive::u32)))
                .field("title", Field::new(text()))
                .field("body", Field::new(DataType::Nullable(Box::new(text()))))
                .field("tags", Field::new(List::new(text()).into()))
                .field("score", Field::new(DataType::Primitive(Primitive::f64)))
                .field("is_public", Field::new(DataType::Primitive(Primitive::bool)));
            named.ty = Some(fields.build());
        });
        named.reference(Vec::new()).into()
    }
}

fn procedure(number: usize, registry: &mut Registry) -> ProcedureDescription {
    let kind = if number.is_multiple_of(2) { ProcedureKind::Query } else { ProcedureKind::Mutation };
    ProcedureDescription {
        name: format!("g{}.p{number}", number / PER_NAMESPACE),
        kind,
        aliases: Vec::new(),
        rest: None,
        docs: format!("Procedure number {number}."),
        deprecated: None,
        source: SourceLocation { file: file!().to_owned(), line: line!(), column: 1 },
        guards: Vec::new(),
        public: false,
        policies: Vec::new(),
        input: registry.describe::<UniqueType>(),
        encoding: InputEncoding::Json,
        output: registry.describe::<UniqueType>(),
        streaming: false,
        tracked: false,
        errors: Vec::new(),
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let count: usize = arguments.next().ok_or("missing argument COUNT: the number of procedures")?.parse()?;
    let out = PathBuf::from(arguments.next().ok_or("missing argument DIR: the output directory")?);
    let (mut registry, mut timer) = (Registry::new(), CpuTimer::start());
    for number in 0..count {
        let procedure = procedure(number, &mut registry);
        registry.add_procedure(procedure);
    }
    let describe = timer.lap();
    let contract = registry.finish()?;
    let lower = timer.lap();
    let package = Package::generate(&contract, &out, Some("@large-api/bindings"))?;
    let generate = timer.lap();
    package.write(&out)?;
    println!("{{\"procedures\": {count}, \"describe\": {describe}, \"lower\": {lower}, \"generate\": {generate}}}");
    Ok(())
}

/// Timer for the CPU time of this thread.
struct CpuTimer(Duration);

impl CpuTimer {
    fn start() -> Self {
        CpuTimer(cpu_time())
    }

    fn lap(&mut self) -> u128 {
        let now = cpu_time();
        (now - std::mem::replace(&mut self.0, now)).as_millis()
    }
}

/// Returns the CPU time on Linux (`/proc/self/schedstat`, in nanoseconds), and the elapsed time elsewhere.
fn cpu_time() -> Duration {
    use std::{fs, sync::OnceLock, time::Instant};
    static START: OnceLock<Instant> = OnceLock::new();
    let schedstat = fs::read_to_string("/proc/self/schedstat").ok();
    let cpu_time = schedstat.and_then(|text| text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos));
    cpu_time.unwrap_or_else(|| START.get_or_init(Instant::now).elapsed())
}

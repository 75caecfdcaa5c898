//! How long a large API takes to be told: `many COUNT DIR` describes that many procedures, each with an input and an output of its
//! own, writes their package to DIR and prints the time of each step as JSON, in milliseconds of this thread's processor.

use std::{cell::Cell, env, path::PathBuf, time::Duration};

use isotype_codegen::Package;
use isotype_contract::{InputEncoding, ProcedureKind, SourceLocation};
use isotype_lowering::{
    ProcedureDescription, Registry, Type,
    specta::{
        Types,
        datatype::{DataType, Field, List, NamedDataType, Primitive, Struct},
    },
};

const PER_NAMESPACE: usize = 50;

thread_local! {
    static NEXT_TYPE: Cell<usize> = const { Cell::new(0) };
}

/// Each time it is asked another type of six fields.
struct UniqueType;

impl Type for UniqueType {
    fn definition(types: &mut Types) -> DataType {
        let number = NEXT_TYPE.replace(NEXT_TYPE.get() + 1);
        let text = || DataType::Primitive(Primitive::str);
        let named = NamedDataType::new(format!("Type{number}"), types, |_, named| {
            named.module_path = "many".into();
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
        docs: format!("The procedure number {number}."),
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
    let count: usize = arguments.next().ok_or("how many procedures?")?.parse()?;
    let out = PathBuf::from(arguments.next().ok_or("where to?")?);
    let (mut registry, mut watch) = (Registry::new(), CpuTimer::start());
    for number in 0..count {
        let procedure = procedure(number, &mut registry);
        registry.add_procedure(procedure);
    }
    let describe = watch.lap();
    let contract = registry.finish()?;
    let lower = watch.lap();
    let package = Package::generate(&contract, &out, Some("@many/bindings"))?;
    let generate = watch.lap();
    package.write(&out)?;
    println!("{{\"procedures\": {count}, \"describe\": {describe}, \"lower\": {lower}, \"generate\": {generate}}}");
    Ok(())
}

/// Time that this process spent on the processor.
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

/// Linux counts in nanoseconds (proc(5), schedstat); elsewhere the clock on the wall must do.
fn cpu_time() -> Duration {
    use std::{fs, sync::OnceLock, time::Instant};
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    let counted = fs::read_to_string("/proc/self/schedstat").ok();
    let counted = counted.and_then(|text| text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos));
    counted.unwrap_or_else(|| BEGUN.get_or_init(Instant::now).elapsed())
}

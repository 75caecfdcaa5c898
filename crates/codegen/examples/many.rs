//! How long a large API takes to be told: `many COUNT DIR` describes that many procedures, each with an input and an output of its
//! own, writes their package to DIR and prints the time of each step as JSON, in milliseconds of this thread's processor.

use std::{cell::Cell, env, path::PathBuf, time::Duration};

use isotype_codegen::Package;
use isotype_contract::{Encoding, Kind, Source};
use isotype_lowering::{
    DescribedProcedure, Registry, Type,
    specta::{
        Types,
        datatype::{DataType, Field, List, NamedDataType, Primitive, Struct},
    },
};

const PER_NAMESPACE: usize = 50;

thread_local! {
    static NUMBER: Cell<usize> = const { Cell::new(0) };
}

/// Each time it is asked another type of six fields.
struct Fresh;

impl Type for Fresh {
    fn definition(types: &mut Types) -> DataType {
        let number = NUMBER.replace(NUMBER.get() + 1);
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

fn procedure(number: usize, registry: &mut Registry) -> DescribedProcedure {
    let kind = if number.is_multiple_of(2) { Kind::Query } else { Kind::Mutation };
    DescribedProcedure {
        name: format!("g{}.p{number}", number / PER_NAMESPACE),
        kind,
        aliases: Vec::new(),
        rest: None,
        docs: format!("The procedure number {number}."),
        deprecated: None,
        source: Source { file: file!().to_owned(), line: line!(), column: 1 },
        proofs: Vec::new(),
        public: false,
        policies: Vec::new(),
        input: registry.shape::<Fresh>(),
        encoding: Encoding::Json,
        output: registry.shape::<Fresh>(),
        streams: false,
        tracked: false,
        errors: Vec::new(),
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let count: usize = arguments.next().ok_or("how many procedures?")?.parse()?;
    let out = PathBuf::from(arguments.next().ok_or("where to?")?);
    let (mut registry, mut watch) = (Registry::new(), Watch::start());
    for number in 0..count {
        let procedure = procedure(number, &mut registry);
        registry.add(procedure);
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
struct Watch(Duration);

impl Watch {
    fn start() -> Self {
        Watch(spent())
    }

    fn lap(&mut self) -> u128 {
        let now = spent();
        (now - std::mem::replace(&mut self.0, now)).as_millis()
    }
}

/// Linux counts in nanoseconds (proc(5), schedstat); elsewhere the clock on the wall must do.
fn spent() -> Duration {
    use std::{fs, sync::OnceLock, time::Instant};
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    let counted = fs::read_to_string("/proc/self/schedstat").ok();
    let counted = counted.and_then(|text| text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos));
    counted.unwrap_or_else(|| BEGUN.get_or_init(Instant::now).elapsed())
}

use specta::datatype::DataType;

/// The type of a value as it describes itself, in both directions at once. [`Registry::finish`](crate::Registry::finish) makes
/// a [`Shape`](crate::Shape) of it.
#[derive(Clone, Debug)]
pub struct Described(pub(crate) DataType);

use isotype_contract::{ErrorType, Procedure};
use specta::datatype::DataType;

/// Description of a Rust type, for reading and writing at once.
///
/// [`Registry::finish`](crate::Registry::finish) turns it into one [`Shape`](isotype_contract::Shape) for each direction.
#[derive(Clone, Debug)]
pub struct TypeDescription(pub(crate) DataType);

/// Procedure whose types are not lowered yet.
pub type ProcedureDescription = Procedure<TypeDescription>;

/// Declared errors whose type is not lowered yet.
pub type ErrorDescription = ErrorType<TypeDescription>;

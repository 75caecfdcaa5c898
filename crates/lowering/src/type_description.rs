use isotype_contract::{ErrorType, Procedure};
use specta::datatype::DataType;

/// Description of a Rust type, for both serialization and deserialization.
///
/// [`Registry::finish`](crate::Registry::finish) converts it into one [`Shape`](isotype_contract::Shape) per direction.
#[derive(Clone, Debug)]
pub struct TypeDescription(pub(crate) DataType);

/// Procedure whose types have not been lowered yet.
pub type ProcedureDescription = Procedure<TypeDescription>;

/// Declared errors whose type has not been lowered yet.
pub type ErrorDescription = ErrorType<TypeDescription>;

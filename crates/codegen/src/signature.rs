//! TypeScript signature of a procedure: input, output and the union of its declared errors.

use isotype_contract::{Contract, InputEncoding, Procedure, Shape};

use crate::{markers, optional_input, type_expression};

/// TypeScript types of one procedure.
pub(crate) struct Signature {
    /// Input type; `None` if the procedure takes no input.
    pub(crate) input: Option<String>,
    /// Output type, or the item type of a stream.
    pub(crate) output: String,
    /// Union of the declared errors; `never` if there are none.
    pub(crate) error: String,
}

pub(crate) fn signature(procedure: &Procedure, contract: &Contract) -> Signature {
    let text = |shape: &Shape| markers::strip(&type_expression::shape(shape, contract, ""));
    let input = match procedure.encoding {
        InputEncoding::Form => Some("FormData".to_owned()),
        InputEncoding::Bytes => Some("Blob | Uint8Array".to_owned()),
        InputEncoding::Json if procedure.input.is_null() => None,
        InputEncoding::Json if optional_input::is_optional(&procedure.input, contract) => {
            Some(text(&procedure.input) + " | void")
        }
        InputEncoding::Json => Some(text(&procedure.input)),
    };
    let mut errors: Vec<String> = Vec::new();
    for error in procedure.errors.iter().map(|error| text(&error.shape)) {
        if error != "never" && !errors.contains(&error) {
            errors.push(error);
        }
    }
    let error = if errors.is_empty() { "never".to_owned() } else { errors.join(" | ") };
    Signature { input, output: text(&procedure.output), error }
}

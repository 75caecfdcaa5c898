use specta::datatype::DataType;

/// The shape of a value, neutral as to direction: what reads the contract picks the serialized or the deserialized form.
#[derive(Clone, Debug)]
pub struct Shape(DataType);

impl Shape {
    pub(crate) fn new(data_type: DataType) -> Self {
        Self(data_type)
    }

    /// Whether this is `()`: no input, or nothing to tell.
    pub fn is_unit(&self) -> bool {
        matches!(&self.0, DataType::Tuple(tuple) if tuple.elements.is_empty())
    }

    /// For `isotype-codegen`, which pins the same specta.
    #[doc(hidden)]
    pub fn data_type(&self) -> &DataType {
        &self.0
    }
}

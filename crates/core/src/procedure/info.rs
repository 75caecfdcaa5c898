//! Doc comment and source location that `#[procedure]` records.

/// What `#[procedure]` records of a function, found again by the function's path.
#[derive(Clone, Copy, Debug)]
pub struct ProcedureInfo {
    /// As `std::any::type_name` prints it.
    pub path: &'static str,
    /// The doc comment.
    pub docs: &'static str,
    /// The note of `#[deprecated]`; empty when it has none.
    pub deprecated: Option<&'static str>,
    /// As `file!()` prints it.
    pub file: &'static str,
    /// The line of the function's name, from 1.
    pub line: u32,
    /// The column of the function's name, from 1.
    pub column: u32,
}

inventory::collect!(ProcedureInfo);

impl ProcedureInfo {
    /// What was recorded of the function `F`.
    pub(crate) fn of<F>() -> Option<&'static ProcedureInfo> {
        let path = std::any::type_name::<F>();
        inventory::iter::<ProcedureInfo>().find(|info| info.path == path)
    }
}

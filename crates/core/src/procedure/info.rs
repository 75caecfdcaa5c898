//! Doc comment and source location of a function, recorded by `#[procedure]`.

/// Metadata that `#[procedure]` records about a function.
#[derive(Clone, Copy, Debug)]
pub struct ProcedureInfo {
    /// Path of the function, as `std::any::type_name` returns it.
    pub path: &'static str,
    /// Doc comment of the function.
    pub docs: &'static str,
    /// Note of the `#[deprecated]` attribute, if present; empty if it has no note.
    pub deprecated: Option<&'static str>,
    /// Source file, as `file!()` returns it.
    pub file: &'static str,
    /// Line of the function's name, starting at 1.
    pub line: u32,
    /// Column of the function's name, starting at 1.
    pub column: u32,
}

inventory::collect!(ProcedureInfo);

impl ProcedureInfo {
    /// Returns the metadata of the function `F`, if `#[procedure]` recorded it.
    pub(crate) fn of<F>() -> Option<&'static ProcedureInfo> {
        let path = std::any::type_name::<F>();
        inventory::iter::<ProcedureInfo>().find(|info| info.path == path)
    }
}

//! Keyset and offset pagination.

mod cursor;
mod sort_value;
mod sort;
mod keyset;
mod offset;

pub use cursor::{CursorSigner, PageRequest};
pub use keyset::{Keyset, Page};
pub use offset::{Offset, OffsetPage};
pub use sort_value::SortValue;

//! Lists in pieces.

mod cursor;
mod key;
mod sort;
mod keyset;
mod offset;

pub use cursor::{CursorSigner, PageRequest};
pub use key::SortValue;
pub use keyset::{Keyset, Page};
pub use offset::{Offset, OffsetPage};

//! Lists in pieces.

mod cursor;
mod key;
mod sort;
mod keyset;
mod offset;

pub use cursor::{Cursors, Cut};
pub use key::Key;
pub use keyset::{Keyset, Page};
pub use offset::{Offset, OffsetPage};

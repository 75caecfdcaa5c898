//! Holds the workspace to what its prose says: the arrows of `ARCHITECTURE.md`, the README's program, the habits of style.

mod tree;
mod drawing;
mod crates;
mod imports;
mod readme;
mod style;

//! The order of a list, and what stands behind a row of it.

use sea_query::{ColumnRef, Cond, Condition, Expr, ExprTrait, NullOrdering, Order, SelectStatement};

use super::SortValue;

/// One column that a list is ordered by.
#[derive(Clone, Debug)]
pub(super) struct SortColumn {
    pub(super) column: ColumnRef,
    pub(super) is_descending: bool,
    /// Where rows without a value stand; nothing where there are none.
    pub(super) nulls: Option<NullOrdering>,
}

impl SortColumn {
    /// The other way round.
    pub(super) fn reversed(&self) -> SortColumn {
        let nulls = self.nulls.map(|nulls| match nulls {
            NullOrdering::First => NullOrdering::Last,
            NullOrdering::Last => NullOrdering::First,
        });
        SortColumn { column: self.column.clone(), is_descending: !self.is_descending, nulls }
    }

    pub(super) fn apply(&self, select: &mut SelectStatement) {
        let order = if self.is_descending { Order::Desc } else { Order::Asc };
        match self.nulls {
            None => select.order_by(self.column.clone(), order),
            Some(nulls) => select.order_by_with_nulls(self.column.clone(), order, nulls),
        };
    }

    fn column(&self) -> Expr {
        Expr::col(self.column.clone())
    }

    fn equals(&self, key: &SortValue) -> Expr {
        match key.value() {
            None => self.column().is_null(),
            Some(value) => self.column().eq(value),
        }
    }

    /// The rows behind a value; none behind `NULL` where that is last.
    fn after(&self, key: &SortValue) -> Option<Condition> {
        let is_last = self.nulls == Some(NullOrdering::Last);
        let Some(value) = key.value() else {
            return (!is_last).then(|| Cond::all().add(self.column().is_not_null()));
        };
        let values = if self.is_descending { self.column().lt(value) } else { self.column().gt(value) };
        Some(Cond::any().add(values).add_option(is_last.then(|| self.column().is_null())))
    }
}

/// The rows behind one with these keys: those that differ from it first in a column that puts them behind it.
pub(super) fn rows_after(sorts: &[SortColumn], keys: &[SortValue]) -> Condition {
    let mut any = Cond::any();
    let mut same = Cond::all();
    for (sort, key) in sorts.iter().zip(keys) {
        if let Some(behind) = sort.after(key) {
            any = any.add(same.clone().add(behind));
        }
        same = same.add(sort.equals(key));
    }
    match (sorts, keys) {
        // Said once more of the first column alone, since a database finds no place in an index by an `OR`.
        ([first, _, ..], [key, ..]) if first.nulls.is_none() => match first.after(key) {
            Some(behind) => Cond::all().add(behind.add(first.equals(key))).add(any),
            None => any,
        },
        _ => any,
    }
}

//! Sort columns, and the condition that selects the rows after a position.

use sea_query::{ColumnRef, Cond, Condition, Expr, ExprTrait, NullOrdering, Order, SelectStatement};

use super::SortValue;

/// Column by which a list is sorted.
#[derive(Clone, Debug)]
pub(super) struct SortColumn {
    pub(super) column: ColumnRef,
    pub(super) is_descending: bool,
    /// Sort position of `NULL` in this column; `None` if the column is never `NULL`.
    pub(super) nulls: Option<NullOrdering>,
}

impl SortColumn {
    /// Returns the column with the opposite sort direction.
    pub(super) fn reversed(&self) -> SortColumn {
        let nulls = self.nulls.map(|nulls| match nulls {
            NullOrdering::First => NullOrdering::Last,
            NullOrdering::Last => NullOrdering::First,
        });
        SortColumn { column: self.column.clone(), is_descending: !self.is_descending, nulls }
    }

    /// Adds the column to the `ORDER BY` clause.
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

    fn equals(&self, sort_value: &SortValue) -> Expr {
        match sort_value.value() {
            None => self.column().is_null(),
            Some(value) => self.column().eq(value),
        }
    }

    /// Returns the condition for rows that sort after `sort_value` in this column.
    ///
    /// Returns `None` if there are no such rows: `sort_value` is `NULL`, and `NULL` sorts last.
    fn after(&self, sort_value: &SortValue) -> Option<Condition> {
        let is_last = self.nulls == Some(NullOrdering::Last);
        let Some(value) = sort_value.value() else {
            return (!is_last).then(|| Cond::all().add(self.column().is_not_null()));
        };
        let values = if self.is_descending { self.column().lt(value) } else { self.column().gt(value) };
        Some(Cond::any().add(values).add_option(is_last.then(|| self.column().is_null())))
    }
}

/// Returns the condition for rows that sort after the row with these values.
///
/// The first column in which two rows differ determines their order.
pub(super) fn rows_after(sorts: &[SortColumn], sort_values: &[SortValue]) -> Condition {
    let mut any = Cond::any();
    let mut equal_so_far = Cond::all();
    for (sort, sort_value) in sorts.iter().zip(sort_values) {
        if let Some(after) = sort.after(sort_value) {
            any = any.add(equal_so_far.clone().add(after));
        }
        equal_so_far = equal_so_far.add(sort.equals(sort_value));
    }
    match (sorts, sort_values) {
        // Redundant, but a condition on the first column alone can use an index, while an `OR` over all columns cannot.
        ([first, _, ..], [value, ..]) if first.nulls.is_none() => match first.after(value) {
            Some(after) => Cond::all().add(after.add(first.equals(value))).add(any),
            None => any,
        },
        _ => any,
    }
}

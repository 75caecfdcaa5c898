//! `Constraints` implementations for the container types that garde dives into.

use std::{
    collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque},
    fmt::Display,
    rc::Rc,
    sync::Arc,
};

use isotype_lowering::Registry;

use super::{Constraints, FieldPath};
use crate::Form;

impl Constraints for () {}

macro_rules! impl_for_pointer {
    ($($content:ident in $container:ty, by $get_mut:path;)*) => {$(
        impl<$content: Constraints> Constraints for $container {
            fn describe(registry: &mut Registry) {
                $content::describe(registry);
            }

            fn normalize(&mut self) {
                $get_mut(self).into_iter().for_each(T::normalize);
            }

            fn resolve_path(&self, path: &mut FieldPath<'_>) {
                (**self).resolve_path(path);
            }
        }
    )*};
}

fn get_mut<T>(value: &mut Box<T>) -> Option<&mut T> {
    Some(value)
}

// A decoded value has a single owner, so `get_mut` succeeds.
impl_for_pointer! {
    T in Box<T>, by get_mut;
    T in Rc<T>, by Rc::get_mut;
    T in Arc<T>, by Arc::get_mut;
}

impl<T: Constraints> Constraints for Option<T> {
    fn describe(registry: &mut Registry) {
        T::describe(registry);
    }

    fn normalize(&mut self) {
        self.iter_mut().for_each(T::normalize);
    }

    fn resolve_path(&self, path: &mut FieldPath<'_>) {
        self.iter().for_each(|value| value.resolve_path(path));
    }
}

impl<T: Constraints> Constraints for Form<T> {
    fn describe(registry: &mut Registry) {
        T::describe(registry);
    }

    fn normalize(&mut self) {
        self.fields.normalize();
    }

    fn resolve_path(&self, path: &mut FieldPath<'_>) {
        self.fields.resolve_path(path);
    }
}

/// Resolves the next path segment as the index of an item.
fn item<'v, T: Constraints + 'v>(mut items: impl Iterator<Item = &'v T>, path: &mut FieldPath<'_>) {
    let Some(number) = path.next_segment().map(str::to_owned) else { return };
    path.push_index(&number);
    if let Some(item) = number.parse().ok().and_then(|number| items.nth(number)) {
        item.resolve_path(path);
    }
}

/// Resolves the next path segment as the key of an entry.
fn value<'v, K: Display + 'v, T: Constraints + 'v>(
    mut entries: impl Iterator<Item = (&'v K, &'v T)>,
    path: &mut FieldPath<'_>,
) {
    let Some(key) = path.next_segment().map(str::to_owned) else { return };
    path.push_key(&key);
    if let Some((_, value)) = entries.find(|(candidate, _)| candidate.to_string() == key) {
        value.resolve_path(path);
    }
}

macro_rules! impl_for_collection {
    ($find:ident: $(<$content:ident $(, $other:ident $(: $bound:path)?)* $(; const $length:ident)?> $container:ty $(= $all:ident)?),* $(,)?) => {$(
        impl<$content: Constraints $(, $other $(: $bound)?)* $(, const $length: usize)?> Constraints for $container {
            fn describe(registry: &mut Registry) {
                $content::describe(registry);
            }

            $(fn normalize(&mut self) {
                self.$all().for_each($content::normalize);
            })?

            fn resolve_path(&self, path: &mut FieldPath<'_>) {
                $find(self.iter(), path);
            }
        }
    )*};
}

// Items of sets and heaps are not normalized, because a change could alter their position.
impl_for_collection!(item: <T> Vec<T> = iter_mut, <T> VecDeque<T> = iter_mut, <T> LinkedList<T> = iter_mut, <T; const N> [T; N] = iter_mut);
impl_for_collection!(item: <T> BinaryHeap<T>, <T> BTreeSet<T>, <T, S> HashSet<T, S>);
impl_for_collection!(value: <T, K: Display> BTreeMap<K, T> = values_mut, <T, K: Display, S> HashMap<K, T, S> = values_mut);

macro_rules! tuples {
    ($(($($part:ident $at:tt),*))*) => {$(
        impl<$($part: Constraints),*> Constraints for ($($part,)*) {
            fn describe(registry: &mut Registry) {
                $($part::describe(registry);)*
            }

            fn normalize(&mut self) {
                $(self.$at.normalize();)*
            }

            fn resolve_path(&self, path: &mut FieldPath<'_>) {
                $(if path.enter_field(stringify!($at)) {
                    path.push_index(stringify!($at));
                    return self.$at.resolve_path(path);
                })*
            }
        }
    )*};
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

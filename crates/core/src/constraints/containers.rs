//! Types that hold others: garde dives through them.

use std::{
    collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque},
    fmt::Display,
    rc::Rc,
    sync::Arc,
};

use isotype_lowering::Registry;

use super::{Constraints, Place};
use crate::Form;

impl Constraints for () {}

macro_rules! as_its_content {
    ($($content:ident in $holder:ty, by $own:path;)*) => {$(
        impl<$content: Constraints> Constraints for $holder {
            fn describe(registry: &mut Registry) {
                $content::describe(registry);
            }

            fn normalize(&mut self) {
                $own(self).into_iter().for_each(T::normalize);
            }

            fn locate(&self, place: &mut Place<'_>) {
                (**self).locate(place);
            }
        }
    )*};
}

fn boxed<T>(held: &mut Box<T>) -> Option<&mut T> {
    Some(held)
}

// What was just decoded has one owner.
as_its_content! {
    T in Box<T>, by boxed;
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

    fn locate(&self, place: &mut Place<'_>) {
        self.iter().for_each(|value| value.locate(place));
    }
}

impl<T: Constraints> Constraints for Form<T> {
    fn describe(registry: &mut Registry) {
        T::describe(registry);
    }

    fn normalize(&mut self) {
        self.fields.normalize();
    }

    fn locate(&self, place: &mut Place<'_>) {
        self.fields.locate(place);
    }
}

/// One step to an item by its number.
fn item<'v, T: Constraints + 'v>(mut items: impl Iterator<Item = &'v T>, place: &mut Place<'_>) {
    let Some(number) = place.step().map(str::to_owned) else { return };
    place.item(&number);
    if let Some(item) = number.parse().ok().and_then(|number| items.nth(number)) {
        item.locate(place);
    }
}

/// One step to a value by its key.
fn value<'v, K: Display + 'v, T: Constraints + 'v>(
    mut entries: impl Iterator<Item = (&'v K, &'v T)>,
    place: &mut Place<'_>,
) {
    let Some(key) = place.step().map(str::to_owned) else { return };
    place.member(&key);
    if let Some((_, value)) = entries.find(|(candidate, _)| candidate.to_string() == key) {
        value.locate(place);
    }
}

macro_rules! holders {
    ($find:ident: $(<$content:ident $(, $other:ident $(: $bound:path)?)* $(; const $length:ident)?> $holder:ty $(= $all:ident)?),* $(,)?) => {$(
        impl<$content: Constraints $(, $other $(: $bound)?)* $(, const $length: usize)?> Constraints for $holder {
            fn describe(registry: &mut Registry) {
                $content::describe(registry);
            }

            $(fn normalize(&mut self) {
                self.$all().for_each($content::normalize);
            })?

            fn locate(&self, place: &mut Place<'_>) {
                $find(self.iter(), place);
            }
        }
    )*};
}

// In which place an item of a set or a heap stands depends on what it is: it cannot be changed there.
holders!(item: <T> Vec<T> = iter_mut, <T> VecDeque<T> = iter_mut, <T> LinkedList<T> = iter_mut, <T; const N> [T; N] = iter_mut);
holders!(item: <T> BinaryHeap<T>, <T> BTreeSet<T>, <T, S> HashSet<T, S>);
holders!(value: <T, K: Display> BTreeMap<K, T> = values_mut, <T, K: Display, S> HashMap<K, T, S> = values_mut);

macro_rules! tuples {
    ($(($($part:ident $at:tt),*))*) => {$(
        impl<$($part: Constraints),*> Constraints for ($($part,)*) {
            fn describe(registry: &mut Registry) {
                $($part::describe(registry);)*
            }

            fn normalize(&mut self) {
                $(self.$at.normalize();)*
            }

            fn locate(&self, place: &mut Place<'_>) {
                $(if place.takes(stringify!($at)) {
                    place.item(stringify!($at));
                    return self.$at.locate(place);
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

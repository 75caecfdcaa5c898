//! Classes of calls.

use std::{num::NonZeroU32, time::Duration};

use isotype_core::RateLimitKey;

/// A class of calls, and how many of it are taken in a time: a constant, so that a class cannot be misspelt where it is used.
///
/// The calls need not come evenly: so many may come at once, and then one more for each part of the time (GCRA, as in ATM Forum's traffic
/// management). The calls of a caller to all procedures of the class count together.
///
/// # Example
///
/// ```
/// use std::time::Duration;
///
/// use isotype_policy::Rate;
///
/// const READS: Rate = Rate::new("reads", 600, Duration::from_secs(60));
/// const SIGN_IN: Rate = Rate::new("sign-in", 5, Duration::from_secs(60)).each_address();
/// ```
///
/// None at all is no rate:
///
/// ```compile_fail
/// # use std::time::Duration;
/// # use isotype_policy::Rate;
/// const CLOSED: Rate = Rate::new("closed", 0, Duration::from_secs(60));
/// # fn main() { let _ = CLOSED; }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rate {
    pub(crate) name: &'static str,
    pub(crate) calls: NonZeroU32,
    pub(crate) period: Duration,
    pub(crate) key: RateLimitKey,
}

impl Rate {
    /// So many calls of each caller in a time.
    ///
    /// # Panics
    ///
    /// When the name is not of letters, digits and hyphens, there are no calls, or less than a microsecond for each.
    pub const fn new(name: &'static str, calls: u32, period: Duration) -> Rate {
        let bytes = name.as_bytes();
        assert!(!bytes.is_empty(), "a class has a name");
        let mut at = 0;
        while at < bytes.len() {
            assert!(
                bytes[at].is_ascii_alphanumeric() || bytes[at] == b'-',
                "a class is named by letters, digits, hyphens"
            );
            at += 1;
        }
        let Some(calls) = NonZeroU32::new(calls) else { panic!("a class takes at least one call") };
        assert!(period.as_micros() / calls.get() as u128 > 0, "a call has at least a microsecond");
        Rate { name, calls, period, key: RateLimitKey::Caller }
    }

    /// The same for each procedure of the class by itself.
    #[must_use]
    pub const fn per_procedure(self) -> Rate {
        Rate { key: RateLimitKey::CallerAndProcedure, ..self }
    }

    /// The same for each address, whoever calls from it: for what is called before one is anybody, such as signing up and in. Who makes
    /// himself accounts could otherwise guess on as each of them.
    #[must_use]
    pub const fn per_ip(self) -> Rate {
        Rate { key: RateLimitKey::Ip, ..self }
    }

    /// The same for all callers together.
    #[must_use]
    pub const fn global(self) -> Rate {
        Rate { key: RateLimitKey::Global, ..self }
    }

    /// The time in which one more call is allowed.
    pub(crate) fn interval(&self) -> Duration {
        self.period / self.calls.get()
    }
}

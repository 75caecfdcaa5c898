//! Named rates.

use std::{num::NonZeroU32, time::Duration};

use isotype_core::RateLimitKey;

/// Named limit on the number of calls per period.
///
/// Declare rates as constants and use them for several procedures: a caller's calls to all of them share one quota.
///
/// The algorithm is GCRA, a form of token bucket. All calls of a period may arrive at once; after that, one more call
/// is allowed every `period / calls`.
///
/// # Example
///
/// ```
/// use std::time::Duration;
///
/// use isotype_policy::Rate;
///
/// const READS: Rate = Rate::new("reads", 600, Duration::from_secs(60));
/// const SIGN_IN: Rate = Rate::new("sign-in", 5, Duration::from_secs(60)).per_ip();
/// ```
///
/// A rate of zero calls does not compile:
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
    /// Creates a rate of `calls` per `period` for each caller.
    ///
    /// Callers are identified by their account or, if anonymous, by their IP address. `name` appears in the contract
    /// and in the `RateLimit` header.
    ///
    /// # Panics
    ///
    /// Panics if `name` is empty or contains anything but ASCII letters, digits and hyphens, if `calls` is zero, or if
    /// `period / calls` is less than a microsecond. In a constant, these are compile errors.
    pub const fn new(name: &'static str, calls: u32, period: Duration) -> Rate {
        let bytes = name.as_bytes();
        assert!(!bytes.is_empty(), "the name of a rate must not be empty");
        let mut index = 0;
        while index < bytes.len() {
            assert!(
                bytes[index].is_ascii_alphanumeric() || bytes[index] == b'-',
                "the name of a rate must consist of ASCII letters, digits and hyphens"
            );
            index += 1;
        }
        let Some(calls) = NonZeroU32::new(calls) else { panic!("a rate must allow at least one call") };
        assert!(
            period.as_micros() / calls.get() as u128 > 0,
            "the period of a rate must be at least one microsecond per call"
        );
        Rate { name, calls, period, key: RateLimitKey::Caller }
    }

    /// Counts a caller's calls to each procedure separately.
    #[must_use]
    pub const fn per_procedure(self) -> Rate {
        Rate { key: RateLimitKey::CallerAndProcedure, ..self }
    }

    /// Counts calls per IP address, whether or not the caller is authenticated.
    ///
    /// Use it for sign-in and sign-up. Otherwise an attacker could create accounts and get a new quota with each one.
    #[must_use]
    pub const fn per_ip(self) -> Rate {
        Rate { key: RateLimitKey::Ip, ..self }
    }

    /// Counts the calls of all callers together.
    #[must_use]
    pub const fn global(self) -> Rate {
        Rate { key: RateLimitKey::Global, ..self }
    }

    /// Returns the time after which one more call is allowed.
    pub(crate) fn interval(&self) -> Duration {
        self.period / self.calls.get()
    }
}

//! Random strings close to the limits of the validation rules.

use fastrand::Rng;

/// Parts of random strings: ASCII, combining characters, emoji of several code points, line breaks and letters with unusual case folding.
const PIECES: &[&str] = &[
    "a",
    "b",
    "no",
    "k",
    "K",
    "\u{212a}",
    "Z",
    "0",
    "9",
    "_",
    "-",
    " ",
    ".",
    "/",
    "@",
    "a\"b",
    "\u{e9}",
    "e\u{301}",
    "\u{df}",
    "\u{17f}",
    "\u{1f600}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{1f1e9}\u{1f1ea}",
    "\u{1f44d}\u{1f3fd}",
    "\u{200d}",
    "\r\n",
    "\n",
    "\t",
    "\0",
    "\u{7f}",
    "\u{80}",
    "\u{85}",
    "\u{915}\u{94d}\u{937}",
    "\u{1100}\u{1161}\u{11a8}",
    "\u{d55c}",
    "\u{3b1}",
    "\u{3a9}",
    "\u{663}",
    "\u{2160}",
    "\u{bd}",
    "\u{2028}",
    "\u{feff}",
    "\u{ffff}",
    "\u{10ffff}",
];

const USERS: &[&str] = &["a", "first.last", "a+b", "!#$%&'*/=?^_`{|}~-", "\u{e9}", "a b", "\"q\"", "", ".", "a\n"];

const HOSTS: &[&str] = &[
    "example.com",
    "a",
    "x-y.z",
    "-x",
    "x-",
    "a..b",
    ".a",
    "a.",
    "ex_ample",
    "\u{e9}.fr",
    "xn--9ca.fr",
    "127.0.0.1",
    "[::1]",
    "[127.0.0.1]",
    "[1::2::3]",
    "256.1.1.1",
    "1.2.3",
    "0x7f.1",
    "%41.com",
    "a b",
    "",
    "A.COM",
    "\u{1f600}.la",
    "a\u{ad}b",
    "99999999999",
    "\u{ff41}.com",
    "xn--a",
];

const URLS: &[&str] = &[
    "http:",
    "HTTPS:",
    "ftp:",
    "mailto:",
    "data:",
    "file:",
    "x-y+z.1:",
    "1x:",
    "",
    ":",
    "//",
    "/",
    "///",
    "\\",
    "?q=1",
    "#f",
    "u:p@",
    "@",
    ":80",
    ":65536",
    ":0",
    ":a",
    " ",
    "\t",
    "\n",
    "path",
    "..",
    "%",
    "%zz",
    "\u{e9}",
    "[",
    "]",
    "|",
    "<",
    "^",
    "javascript:",
    "blob:",
    "ws:",
    "C|",
];

const GROUPS: &[&str] = &[
    "0",
    "1",
    "ffff",
    "DB8",
    "12345",
    "g",
    "",
    "::",
    ":",
    "01",
    "1.2.3.4",
    "255.255.255.255",
    "256.0.0.0",
    "1.2.3.04",
    "%1",
    " ",
];

/// Returns a string of up to six random parts.
pub(crate) fn any_string(random: &mut Rng) -> String {
    let mut text = String::new();
    for _ in 0..random.usize(0..7) {
        match random.u8(0..12) {
            0 => text.push(random.char(..)),
            _ => text += pick(random, PIECES),
        }
    }
    text
}

/// Returns one of the examples, an extended example, or any string.
pub(crate) fn similar_to(random: &mut Rng, examples: &[&str]) -> String {
    match random.u8(0..3) {
        0 => any_string(random),
        1 => pick(random, examples).to_owned(),
        _ => [any_string(random).as_str(), pick(random, examples), any_string(random).as_str()].concat(),
    }
}

pub(crate) fn email(random: &mut Rng) -> String {
    let user = match random.u8(0..6) {
        0 => "u".repeat(random.usize(62..67)),
        1 => any_string(random),
        _ => pick(random, USERS).to_owned(),
    };
    let domain = match random.u8(0..8) {
        0 => format!("{}.{}", "d".repeat(random.usize(61..66)), pick(random, HOSTS)),
        1 => vec!["d".repeat(60); 4].join(".") + &".x".repeat(random.usize(0..10)),
        2 => format!("[{}]", ip(random)),
        3 => any_string(random),
        _ => pick(random, HOSTS).to_owned(),
    };
    let between = if random.u8(0..10) == 0 { any_string(random) } else { "@".to_owned() };
    [user, between, domain].concat()
}

pub(crate) fn url(random: &mut Rng) -> String {
    match random.u8(0..3) {
        0 => (0..random.usize(0..6)).map(|_| part(random)).collect(),
        1 => ["http://", &part(random), pick(random, HOSTS), &part(random)].concat(),
        _ => ["https://", pick(random, HOSTS), "/", &any_string(random)].concat(),
    }
}

fn part(random: &mut Rng) -> String {
    let from = if random.bool() { URLS } else { HOSTS };
    pick(random, from).to_owned()
}

pub(crate) fn ip(random: &mut Rng) -> String {
    match random.u8(0..4) {
        0 => [0; 4].map(|_| random.u16(0..300).to_string()).join("."),
        1 => (0..random.usize(0..9)).map(|_| pick(random, GROUPS)).collect(),
        2 => {
            let groups: Vec<_> = (0..random.usize(5..10)).map(|_| pick(random, GROUPS)).collect();
            groups.join(":")
        }
        _ => std::net::Ipv6Addr::from_bits(random.u128(..) & random.u128(..) & random.u128(..)).to_string(),
    }
}

pub(crate) fn pick<'t>(random: &mut Rng, from: &[&'t str]) -> &'t str {
    from.get(random.usize(..from.len())).copied().unwrap_or_default()
}

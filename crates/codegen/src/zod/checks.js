// Each check says what garde would, on the server, in its words.

const rule =
  (problem, more = true) =>
  ({ value, issues }) => {
    const message = problem(value);
    if (message !== undefined) issues.push({ code: "custom", message, input: value, path: [], continue: more });
  };

const counted = (count) => (min, max) =>
  rule((value) => {
    const length = count(value);
    if (length === undefined) return undefined;
    if (min !== undefined && length < min) return `length is lower than ${min}`;
    if (max !== undefined && length > max) return `length is greater than ${max}`;
    return undefined;
  });

const utf8 = (text) => new TextEncoder().encode(text).length;

/** A browser that cannot count them leaves it to the server. */
const clusters = (text) => {
  if (typeof Intl === "undefined" || Intl.Segmenter === undefined) return undefined;
  return [...new Intl.Segmenter("und", { granularity: "grapheme" }).segment(text)].length;
};

export const bytes = counted(utf8);
export const chars = counted((text) => [...text].length);
export const graphemes = counted(clusters);
export const utf16 = counted((text) => text.length);
export const items = counted((value) => value.length ?? value.size ?? Object.keys(value).length);

const within = (round, read = (text) => round(Number(text))) => (min, max) =>
  rule((value) => {
    const bound = typeof value === "bigint" ? BigInt : read;
    if (min !== undefined && round(value) < bound(min)) return `lower than ${min}`;
    if (max !== undefined && round(value) > bound(max)) return `greater than ${max}`;
    return undefined;
  });

export const range = within((value) => value);
export const single = within(Math.fround);
/** Of what is no integer, the schema says so. */
export const digits = within((text) => (/^-?[0-9]+$/.test(text) ? BigInt(text) : undefined), BigInt);

const holds = (message, test) => rule((value) => (test(value) ? undefined : message));

/** Nothing more can be said of what is not there. */
export const required = rule((value) => ((value ?? undefined) === undefined ? "not set" : undefined), false);
export const char = holds("not a single character", (text) => [...text].length === 1);
export const ascii = holds("not ascii", (text) => /^[\0-\x7f]*$/.test(text));
/** Characters that are newer than the browser are left to the server. */
export const alphanumeric = holds("not alphanumeric", (text) => /^[\p{Alphabetic}\p{N}\p{Cn}]*$/u.test(text));
export const contains = (part) => holds(`does not contain "${part}"`, (text) => text.includes(part));
export const prefix = (part) => holds(`value does not begin with "${part}"`, (text) => text.startsWith(part));
export const suffix = (part) => holds(`does not end with "${part}"`, (text) => text.endsWith(part));
export const pattern = (regex, rust) => holds(`does not match pattern /${rust}/`, (text) => regex.test(text));
export const url = holds("not a valid url", (text) => URL.canParse(text));

const isIpv4 = (text) => /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);

const isIpv6 = (text) => {
  const [, head, tail] = /^(.*:)([\d.]+\.[\d.]+)$/.exec(text) ?? [];
  if (tail !== undefined && !isIpv4(tail)) return false;
  const halves = (tail === undefined ? text : `${head}0:0`).split("::");
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  if (halves.length > 2 || !groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
};

const isIp = (text) => isIpv4(text) || isIpv6(text);

export const ipv4 = holds("not a valid IPv4 address", isIpv4);
export const ipv6 = holds("not a valid IPv6 address", isIpv6);
export const ip = holds("not a valid IP address", isIp);

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`, "i");

const isDomain = (text) => DOMAIN.test(text) || (/^\[.*\]$/s.test(text) && isIp(text.slice(1, -1)));

const emailProblem = (text) => {
  if (text === "") return "value is empty";
  const at = text.indexOf("@");
  if (at < 0) return "value is missing `@`";
  const [user, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (utf8(user) > 64) return "user length exceeded maximum of 64 characters";
  if (!/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+$/i.test(user)) return "user contains unexpected characters";
  if (utf8(domain) > 255) return "domain length exceeded maximum of 255 characters";
  if (!isDomain(domain)) return "domain contains unexpected characters";
  return undefined;
};

export const email = rule((text) => {
  const problem = emailProblem(text);
  return problem === undefined ? undefined : `not a valid email: ${problem}`;
});

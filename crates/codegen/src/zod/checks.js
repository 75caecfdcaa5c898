// Each check says what garde would, on the server, in its words.

const rule =
  (code, problem, more = true) =>
  ({ value, issues }) => {
    const { message, ...params } = problem(value) ?? {};
    if (message === undefined) return;
    issues.push({ code: "custom", message, params: { code, params }, input: value, path: [], continue: more });
  };

/** The check, in other words. */
export const say = (message, check) => (payload) => {
  const before = payload.issues.length;
  check(payload);
  for (const issue of payload.issues.slice(before)) issue.message = message;
};

const step = (place, key) =>
  typeof key === "number" ? `${place}[${key}]` : place === "" ? String(key) : `${place}.${String(key)}`;

export const fields = ({ issues }) => {
  const found = {};
  for (const { path, message, code, params: rule = { code } } of issues) {
    const issue = Object.keys(rule.params ?? {}).length > 0 ? { ...rule, message } : { code: rule.code, message };
    (found[path.reduce(step, "")] ??= []).push(issue);
  }
  return found;
};

const change = (changed) => (payload) => {
  payload.value = changed(payload.value);
};

export const trim = change((text) => text.trim());
export const lowercase = change((text) => text.toLowerCase());

const counted = (count) => (min, max) =>
  rule("length", (value) => {
    const length = count(value);
    if (length === undefined) return undefined;
    if (min !== undefined && length < min) return { message: `length is lower than ${min}`, min };
    if (max !== undefined && length > max) return { message: `length is greater than ${max}`, max };
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

/** A bound that JavaScript cannot hold stays the text that it is written as. */
const told = (bound) => {
  const number = Number(bound);
  return Number.isSafeInteger(number) || (Number.isFinite(number) && !/^-?\d+$/.test(bound)) ? number : bound;
};

const within = (round) => (min, max) =>
  rule("range", (value) => {
    const bound = (text) => (typeof value === "bigint" ? BigInt(text) : round(Number(text)));
    if (min !== undefined && round(value) < bound(min)) return { message: `lower than ${min}`, min: told(min) };
    if (max !== undefined && round(value) > bound(max)) return { message: `greater than ${max}`, max: told(max) };
    return undefined;
  });

export const range = within((value) => value);
export const single = within(Math.fround);

const holds = (code, message, test, params) =>
  rule(code, (value) => (test(value) ? undefined : { message, ...params }));

/** Nothing more can be said of what is not there. */
export const required = rule(
  "required",
  (value) => ((value ?? undefined) === undefined ? { message: "not set" } : undefined),
  false,
);
export const char = holds("char", "not a single character", (text) => [...text].length === 1);
export const ascii = holds("ascii", "not ascii", (text) => /^[\0-\x7f]*$/.test(text));
/** Characters that are newer than the browser are left to the server. */
export const alphanumeric = holds("alphanumeric", "not alphanumeric", (text) => /^[\p{Alphabetic}\p{N}\p{Cn}]*$/u.test(text));
export const contains = (text) =>
  holds("contains", `does not contain "${text}"`, (value) => value.includes(text), { text });
export const prefix = (text) =>
  holds("prefix", `value does not begin with "${text}"`, (value) => value.startsWith(text), { text });
export const suffix = (text) =>
  holds("suffix", `does not end with "${text}"`, (value) => value.endsWith(text), { text });
export const pattern = (regex, rust) =>
  holds("pattern", `does not match pattern /${rust}/`, (value) => regex.test(value), { pattern: rust });
export const url = holds("url", "not a valid url", (text) => URL.canParse(text));

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

export const ipv4 = holds("ipv4", "not a valid IPv4 address", isIpv4);
export const ipv6 = holds("ipv6", "not a valid IPv6 address", isIpv6);
export const ip = holds("ip", "not a valid IP address", isIp);

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

export const email = rule("email", (text) => {
  const problem = emailProblem(text);
  return problem === undefined ? undefined : { message: `not a valid email: ${problem}` };
});

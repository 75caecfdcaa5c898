// Checks with the rules and messages of garde, which the server uses.

const createRule =
  (code, problem, shouldContinue = true) =>
  ({ value, issues }) => {
    const { message, ...params } = problem(value) ?? {};
    if (message === undefined) return;
    issues.push({ code: "custom", message, params: { code, params }, input: value, path: [], continue: shouldContinue });
  };

/** Returns the check with another message. */
export const withMessage = (message, check) => (payload) => {
  const before = payload.issues.length;
  check(payload);
  for (const issue of payload.issues.slice(before)) issue.message = message;
};

const appendKey = (path, key) =>
  typeof key === "number" ? `${path}[${key}]` : path === "" ? String(key) : `${path}.${String(key)}`;

export const fieldIssues = ({ issues }) => {
  const issuesByPath = {};
  for (const { path, message, code, params: rule = { code } } of issues) {
    const issue = Object.keys(rule.params ?? {}).length > 0 ? { ...rule, message } : { code: rule.code, message };
    (issuesByPath[path.reduce(appendKey, "")] ??= []).push(issue);
  }
  return issuesByPath;
};

const overwrite = (transform) => (payload) => {
  payload.value = transform(payload.value);
};

export const trim = overwrite((text) => text.trim());
export const lowercase = overwrite((text) => text.toLowerCase());

const lengthRule = (count) => (min, max) =>
  createRule("length", (value) => {
    const length = count(value);
    if (length === undefined) return undefined;
    if (min !== undefined && length < min) return { message: `length is lower than ${min}`, min };
    if (max !== undefined && length > max) return { message: `length is greater than ${max}`, max };
    return undefined;
  });

const utf8Length = (text) => new TextEncoder().encode(text).length;

/** Returns `undefined` in browsers that cannot count graphemes. Then only the server checks the rule. */
const countGraphemes = (text) => {
  if (typeof Intl === "undefined" || Intl.Segmenter === undefined) return undefined;
  return [...new Intl.Segmenter("und", { granularity: "grapheme" }).segment(text)].length;
};

export const bytes = lengthRule(utf8Length);
export const chars = lengthRule((text) => [...text].length);
export const graphemes = lengthRule(countGraphemes);
export const utf16 = lengthRule((text) => text.length);
export const items = lengthRule((value) => value.length ?? value.size ?? Object.keys(value).length);

/** Converts a bound to a number. A bound that a number cannot represent stays a string. */
const toBound = (bound) => {
  const number = Number(bound);
  return Number.isSafeInteger(number) || (Number.isFinite(number) && !/^-?\d+$/.test(bound)) ? number : bound;
};

const rangeRule = (round, read = (text) => round(Number(text))) => (min, max) =>
  createRule("range", (value) => {
    const bound = typeof value === "bigint" ? BigInt : read;
    if (min !== undefined && round(value) < bound(min)) return { message: `lower than ${min}`, min: toBound(min) };
    if (max !== undefined && round(value) > bound(max)) return { message: `greater than ${max}`, max: toBound(max) };
    return undefined;
  });

export const range = rangeRule((value) => value);
export const float32Range = rangeRule(Math.fround);
/** Accepts strings that are not integers, because the schema rejects them. */
export const integerRange = rangeRule((text) => (/^-?[0-9]+$/.test(text) ? BigInt(text) : undefined), BigInt);

const testRule = (code, message, test, params) =>
  createRule(code, (value) => (test(value) ? undefined : { message, ...params }));

/** Skips the other rules of a missing value. */
export const required = createRule(
  "required",
  (value) => ((value ?? undefined) === undefined ? { message: "not set" } : undefined),
  false,
);
export const char = testRule("char", "not a single character", (text) => [...text].length === 1);
export const ascii = testRule("ascii", "not ascii", (text) => /^[\0-\x7f]*$/.test(text));
/** Accepts characters that the browser's Unicode version does not assign. The server checks them. */
export const alphanumeric = testRule("alphanumeric", "not alphanumeric", (text) => /^[\p{Alphabetic}\p{N}\p{Cn}]*$/u.test(text));
export const contains = (text) =>
  testRule("contains", `does not contain "${text}"`, (value) => value.includes(text), { text });
export const prefix = (text) =>
  testRule("prefix", `value does not begin with "${text}"`, (value) => value.startsWith(text), { text });
export const suffix = (text) =>
  testRule("suffix", `does not end with "${text}"`, (value) => value.endsWith(text), { text });
export const pattern = (regex, rust) =>
  testRule("pattern", `does not match pattern /${rust}/`, (value) => regex.test(value), { pattern: rust });
export const url = testRule("url", "not a valid url", (text) => URL.canParse(text));

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

export const ipv4 = testRule("ipv4", "not a valid IPv4 address", isIpv4);
export const ipv6 = testRule("ipv6", "not a valid IPv6 address", isIpv6);
export const ip = testRule("ip", "not a valid IP address", isIp);

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`, "i");

const isDomain = (text) => DOMAIN.test(text) || (/^\[.*\]$/s.test(text) && isIp(text.slice(1, -1)));

const emailProblem = (text) => {
  if (text === "") return "value is empty";
  const at = text.indexOf("@");
  if (at < 0) return "value is missing `@`";
  const [user, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (utf8Length(user) > 64) return "user length exceeded maximum of 64 characters";
  if (!/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+$/i.test(user)) return "user contains unexpected characters";
  if (utf8Length(domain) > 255) return "domain length exceeded maximum of 255 characters";
  if (!isDomain(domain)) return "domain contains unexpected characters";
  return undefined;
};

export const email = createRule("email", (text) => {
  const problem = emailProblem(text);
  return problem === undefined ? undefined : { message: `not a valid email: ${problem}` };
});

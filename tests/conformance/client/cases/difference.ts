import type { Json } from "./case";

const isObject = (value: Json) => typeof value === "object" && value !== null && !Array.isArray(value);
const show = (value: Json) => JSON.stringify(value) ?? String(value);

/** Replaces each `$any` placeholder with the value that the test server sends. */
export function played(value: Json): Json {
  if (Array.isArray(value)) return value.map(played);
  if (!isObject(value)) return value;
  if ("$any" in value) return played(value.$any);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, played(member)]));
}

/** Replaces each `$interleaved` placeholder with its lists, one after another, which is one valid order. */
export function inOrder(values: readonly Json[]): Json[] {
  return values.flatMap((value) => (isObject(value) && "$interleaved" in value ? value.$interleaved.flat() : [value]));
}

/** Returns a line for each difference between `got` and `expected`. */
export function differences(expected: Json, got: Json, place = "$"): string[] {
  if (Array.isArray(expected) && Array.isArray(got) && expected.length === got.length) {
    return expected.flatMap((value, index) => differences(value, got[index], `${place}[${index}]`));
  }
  if (isObject(expected) && isObject(got)) {
    const more = Object.keys(got).filter((key) => !Object.hasOwn(expected, key));
    return [
      ...Object.keys(expected).flatMap((key) => differences(expected[key], got[key], `${place}.${key}`)),
      ...more.map((key) => `${place}.${key}: is ${show(got[key])}, and nothing is expected`),
    ];
  }
  return Object.is(expected, got) ? [] : [`${place}: expected ${show(expected)}, got ${show(got)}`];
}

/** Like {@link differences}, but ignores members that are not in `expected`. */
export function lacks(expected: Json, got: Json, place = "$"): string[] {
  return Object.keys(expected).flatMap((key) => differences(expected[key], got?.[key], `${place}.${key}`));
}

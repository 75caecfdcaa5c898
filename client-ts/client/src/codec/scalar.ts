import { type Codec, throwCodecError, typeTagOf } from "./codec.js";

/**
 * Creates the codec of a scalar.
 *
 * @param type - Built-in type of the value, as returned by {@link typeTagOf}.
 * @param jsonType - Built-in type of its JSON form.
 * @param decode - Throws if the JSON form is invalid.
 */
export function scalar<V, J>(type: string, jsonType: string, decode: (json: J) => V, encode: (value: V) => J): Codec {
  const problem = `expected ${type}`;
  return {
    decode(value) {
      if (typeTagOf(value) === type) return value;
      if (typeTagOf(value) !== jsonType) throwCodecError(problem);
      try {
        return decode(value);
      } catch {
        return throwCodecError(problem);
      }
    },
    encode: (value) => (typeTagOf(value) === type ? encode(value) : throwCodecError(problem)),
  };
}

/** Codec of a `Date` as an RFC 3339 string. RFC 3339 years have exactly four digits. */
export const date: Codec = scalar<Date, string>(
  "Date",
  "String",
  (text) => {
    const time = new Date(text);
    // Throws for an invalid date.
    time.toISOString();
    return time;
  },
  (time) => {
    if (Number.isNaN(time.getTime())) throwCodecError("invalid Date");
    const text = time.toISOString();
    return /^\d{4}-/.test(text) ? text : throwCodecError("expected a Date whose year has four digits");
  },
);

/** Codec of a `URL` as a string. */
export const url: Codec = scalar<URL, string>(
  "URL",
  "String",
  (text) => new URL(text),
  (value) => value.href,
);

/** Codec of a `bigint` as a string of digits. */
export const bigint: Codec = scalar<bigint, string>("BigInt", "String", (digits) => BigInt(digits || "none"), String);

/** Codec of a number that may be `NaN` or infinite, which JSON represents as a string. */
export const float: Codec = scalar<number, number | string>(
  "Number",
  "String",
  (text) => (/^(NaN|-?Infinity)$/.test(`${text}`) ? Number(text) : throwCodecError("")),
  (number) => (Number.isFinite(number) ? number : String(number)),
);

/** Codec of a finite number in a union with `null`. JSON would turn a non-finite number into `null`. */
export const finite: Codec = scalar<number, number>(
  "Number",
  "Number",
  (number) => number,
  (number) => (Number.isFinite(number) ? number : throwCodecError(`expected a finite Number, found ${number}`)),
);

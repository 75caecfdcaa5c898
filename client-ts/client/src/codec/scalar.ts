import { type Codec, throwCodecError } from "./codec.js";
import { typeTagOf } from "./kind.js";

/** What is of `kind` in TypeScript and of kind `json` in JSON; `decode` may throw anything at a value that it refuses. */
export function scalar<V, J>(kind: string, json: string, decode: (json: J) => V, encode: (value: V) => J): Codec {
  const problem = `is no ${kind}`;
  return {
    decode(value) {
      if (typeTagOf(value) === kind) return value;
      if (typeTagOf(value) !== json) throwCodecError(problem);
      try {
        return decode(value);
      } catch {
        return throwCodecError(problem);
      }
    },
    encode: (value) => (typeTagOf(value) === kind ? encode(value) : throwCodecError(problem)),
  };
}

/** An instant: RFC 3339, whose years have four digits. */
export const date: Codec = scalar<Date, string>(
  "Date",
  "String",
  (text) => {
    const time = new Date(text);
    // Throws for one that is invalid.
    time.toISOString();
    return time;
  },
  (time) => {
    if (Number.isNaN(time.getTime())) throwCodecError("is an Invalid Date");
    const text = time.toISOString();
    return /^\d{4}-/.test(text) ? text : throwCodecError("is a Date whose year has more than four digits");
  },
);

/** An address. */
export const url: Codec = scalar<URL, string>(
  "URL",
  "String",
  (text) => new URL(text),
  (address) => address.href,
);

/** An integer of any size: its digits. */
export const bigint: Codec = scalar<bigint, string>("BigInt", "String", (digits) => BigInt(digits || "none"), String);

/** A number that may be none: then a word. */
export const float: Codec = scalar<number, number | string>(
  "Number",
  "String",
  (word) => (/^(NaN|-?Infinity)$/.test(`${word}`) ? Number(word) : throwCodecError("")),
  (number) => (Number.isFinite(number) ? number : String(number)),
);

/** A number beside `null`, which JSON would make of one that is none. */
export const finite: Codec = scalar<number, number>(
  "Number",
  "Number",
  (number) => number,
  (number) => (Number.isFinite(number) ? number : throwCodecError(`is ${number}, for which JSON has no word`)),
);

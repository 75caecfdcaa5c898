import { type Codec, refuse } from "./codec.js";
import { kindOf } from "./kind.js";

/** What is of `kind` in TypeScript and of kind `json` in JSON; `decode` may throw anything at a value that it refuses. */
export function leaf<V, J>(kind: string, json: string, decode: (json: J) => V, encode: (value: V) => J): Codec {
  const no = `is no ${kind}`;
  return {
    decode(value) {
      if (kindOf(value) === kind) return value;
      if (kindOf(value) !== json) refuse(no);
      try {
        return decode(value);
      } catch {
        return refuse(no);
      }
    },
    encode: (value) => (kindOf(value) === kind ? encode(value) : refuse(no)),
  };
}

/** An instant: RFC 3339, whose years have four digits. */
export const date: Codec = leaf<Date, string>(
  "Date",
  "String",
  (text) => {
    const time = new Date(text);
    // Throws for one that is invalid.
    time.toISOString();
    return time;
  },
  (time) => {
    if (Number.isNaN(time.getTime())) refuse("is an Invalid Date");
    const text = time.toISOString();
    return /^\d{4}-/.test(text) ? text : refuse("is a Date whose year has more than four digits");
  },
);

/** An address. */
export const url: Codec = leaf<URL, string>(
  "URL",
  "String",
  (text) => new URL(text),
  (address) => address.href,
);

/** An integer of any size: its digits. */
export const bigint: Codec = leaf<bigint, string>("BigInt", "String", (digits) => BigInt(digits || "none"), String);

/** A number that may be none: then a word. */
export const float: Codec = leaf<number, number | string>(
  "Number",
  "String",
  (word) => (/^(NaN|-?Infinity)$/.test(`${word}`) ? Number(word) : refuse("")),
  (number) => (Number.isFinite(number) ? number : String(number)),
);

/** A number beside `null`, which JSON would make of one that is none. */
export const finite: Codec = leaf<number, number>(
  "Number",
  "Number",
  (number) => number,
  (number) => (Number.isFinite(number) ? number : refuse(`is ${number}, for which JSON has no word`)),
);

import { type Codec, same, type Side } from "./codec.js";
import { kindOf } from "./kind.js";
import { object } from "./parts.js";

/** Codecs by name, as generated: never asked for a name of `Object.prototype`. */
type Named = Readonly<Record<string, Codec>>;

/** One of several objects, told by a member; `other` is for a tag that no other has. */
export function tag(name: string, variants: Named, other: Codec = same): Codec {
  const run = (side: Side) => (value: any) => {
    const told: unknown = value?.[name];
    const is = typeof told === "string" && Object.hasOwn(variants, told) ? variants[told] : other;
    return (is ?? other)[side](value);
  };
  return { decode: run("decode"), encode: run("encode") };
}

/** One of several, told by its only member; one that holds nothing is a string. */
export function key(variants: Named): Codec {
  const { decode, encode } = object(variants);
  const holds = (value: unknown) => typeof value !== "string";
  return {
    decode: (value) => (holds(value) ? decode(value) : value),
    encode: (value) => (holds(value) ? encode(value) : value),
  };
}

/** One of several that nothing tells but what it is made of. */
export interface Alternative {
  /** What it is in JSON: kinds, as `kindOf` says them. */
  readonly json: readonly string[];
  /** What it is in TypeScript. */
  readonly value: readonly string[];
  /** Members that it has. */
  readonly has?: readonly string[];
  readonly of: Codec;
}

/** The first that fits. */
export function fit(...alternatives: readonly Alternative[]): Codec {
  const run = (side: Side) => (value: any) => {
    const kind = kindOf(value);
    const fits = ({ [side === "decode" ? "json" : "value"]: kinds, has = [] }: Alternative) =>
      kinds.includes(kind) && (kind !== "Object" || has.every((name) => Object.hasOwn(value, name)));
    return (alternatives.find(fits)?.of ?? same)[side](value);
  };
  return { decode: run("decode"), encode: run("encode") };
}

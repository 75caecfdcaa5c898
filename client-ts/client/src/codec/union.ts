import { type Codec, identity, type Direction } from "./codec.js";
import { typeTagOf } from "./kind.js";
import { object } from "./composite.js";

/** Codecs by name, as generated: never asked for a name of `Object.prototype`. */
type Variants = Readonly<Record<string, Codec>>;

/** One of several objects, told by a member; `other` is for a tag that no other has. */
export function tagged(name: string, variants: Variants, other: Codec = identity): Codec {
  const run = (side: Direction) => (value: any) => {
    const tagValue: unknown = value?.[name];
    const variant = typeof tagValue === "string" && Object.hasOwn(variants, tagValue) ? variants[tagValue] : other;
    return (variant ?? other)[side](value);
  };
  return { decode: run("decode"), encode: run("encode") };
}

/** One of several, told by its only member; one that holds nothing is a string. */
export function externallyTagged(variants: Variants): Codec {
  const { decode, encode } = object(variants);
  const hasContent = (value: unknown) => typeof value !== "string";
  return {
    decode: (value) => (hasContent(value) ? decode(value) : value),
    encode: (value) => (hasContent(value) ? encode(value) : value),
  };
}

/** One of several that nothing tells but what it is made of. */
export interface UntaggedVariant {
  /** What it is in JSON: kinds, as `kindOf` says them. */
  readonly jsonTypes: readonly string[];
  /** What it is in TypeScript. */
  readonly valueTypes: readonly string[];
  /** Members that it has. */
  readonly requiredKeys?: readonly string[];
  readonly codec: Codec;
}

/** The first that fits. */
export function untagged(...alternatives: readonly UntaggedVariant[]): Codec {
  const run = (side: Direction) => (value: any) => {
    const kind = typeTagOf(value);
    const matches = ({
      [side === "decode" ? "jsonTypes" : "valueTypes"]: kinds,
      requiredKeys: has = [],
    }: UntaggedVariant) =>
      kinds.includes(kind) && (kind !== "Object" || has.every((name) => Object.hasOwn(value, name)));
    return (alternatives.find(matches)?.codec ?? identity)[side](value);
  };
  return { decode: run("decode"), encode: run("encode") };
}

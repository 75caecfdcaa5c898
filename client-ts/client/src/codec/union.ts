import { type Codec, type Direction, identity, typeTagOf } from "./codec.js";
import { object } from "./composite.js";

/** Codecs of the variants, by name. */
type Variants = Readonly<Record<string, Codec>>;

/**
 * Creates the codec of serde's internally or adjacently tagged enums: a union of objects with a tag.
 *
 * @param name - Member that holds the tag.
 * @param other - Codec of objects whose tag is not in `variants`.
 */
export function tagged(name: string, variants: Variants, other: Codec = identity): Codec {
  const run = (direction: Direction) => (value: any) => {
    const tag: unknown = value?.[name];
    const variant = typeof tag === "string" && Object.hasOwn(variants, tag) ? variants[tag] : other;
    return (variant ?? other)[direction](value);
  };
  return { decode: run("decode"), encode: run("encode") };
}

/** Creates the codec of serde's externally tagged enums: an object with one member, or a string for a unit variant. */
export function externallyTagged(variants: Variants): Codec {
  const { decode, encode } = object(variants);
  const hasContent = (value: unknown) => typeof value !== "string";
  return {
    decode: (value) => (hasContent(value) ? decode(value) : value),
    encode: (value) => (hasContent(value) ? encode(value) : value),
  };
}

/** Variant of an untagged union, recognized by its type. */
export interface UntaggedVariant {
  /** Built-in types of the JSON form. */
  readonly jsonTypes: readonly string[];
  /** Built-in types of the TypeScript value. */
  readonly valueTypes: readonly string[];
  /** Members that an object of this variant has. */
  readonly requiredKeys?: readonly string[];
  readonly codec: Codec;
}

/** Creates the codec of serde's untagged enums. The first variant that matches the value applies. */
export function untagged(...variants: readonly UntaggedVariant[]): Codec {
  const run = (direction: Direction) => (value: any) => {
    const type = typeTagOf(value);
    const matches = ({ jsonTypes, valueTypes, requiredKeys = [] }: UntaggedVariant) =>
      (direction === "decode" ? jsonTypes : valueTypes).includes(type) &&
      (type !== "Object" || requiredKeys.every((name) => Object.hasOwn(value, name)));
    return (variants.find(matches)?.codec ?? identity)[direction](value);
  };
  return { decode: run("decode"), encode: run("encode") };
}

import { type Codec, throwCodecError, identity, type Direction, prefixErrorPath } from "./codec.js";
import { typeTagOf } from "./kind.js";

/** Says how the part under `key` travels. */
type ConvertEntry = (key: string | number, codec: Codec) => void;

/** What has parts; `each` names those that do not travel as they are. */
function composite(kind: "Array" | "Object", each: (value: any, put: ConvertEntry) => void): Codec {
  const run = (side: Direction) => (given: any) => {
    if (typeTagOf(given) !== kind) throwCodecError(`is no ${kind}`);
    const result = side === "decode" ? given : kind === "Array" ? [...given] : { ...given };
    each(given, (key, codec) => {
      try {
        result[key] = codec[side](given[key]);
      } catch (thrown) {
        throw prefixErrorPath(key, thrown);
      }
    });
    return result;
  };
  return { decode: run("decode"), encode: run("encode") };
}

/** A list of any length. */
export function list(of: Codec): Codec {
  return composite("Array", (items: unknown[], put) => items.forEach((_, at) => put(at, of)));
}

/** A list whose items have each a type of their own. */
export function tuple(...of: readonly Codec[]): Codec {
  return composite("Array", (_, put) => of.forEach((codec, at) => codec !== identity && put(at, codec)));
}

/** An object whose names are data. */
export function record(of: Codec): Codec {
  return object({}, of);
}

/** Members by name; `rest` is for those that are neither among them nor among `names`. */
export function object(
  members: Readonly<Record<string, Codec>>,
  rest?: Codec,
  excluded: readonly string[] = [],
): Codec {
  const named = Object.entries(members);
  const known = new Set([...excluded, ...named.map(([name]) => name)]);
  return composite("Object", (value: Record<string, unknown>, put) => {
    for (const [name, codec] of named) if (Object.hasOwn(value, name) && value[name] !== undefined) put(name, codec);
    if (rest) for (const name of Object.keys(value)) if (!known.has(name)) put(name, rest);
  });
}

/** This, or `null`. */
export function nullable(of: Codec): Codec {
  const run = (side: Direction) => (value: unknown) => (value === null ? value : of[side](value));
  return { decode: run("decode"), encode: run("encode") };
}

/** An object with several sets of members. */
export function intersection(...of: readonly Codec[]): Codec {
  const run = (side: Direction) => (value: unknown) => of.reduce((whole, codec) => codec[side](whole), value);
  return { decode: run("decode"), encode: run("encode") };
}

/** A map that travels as a list of its entries. */
export function map(key: Codec, value: Codec): Codec {
  const pairs = list(tuple(key, value));
  return {
    decode: (entries) => (typeTagOf(entries) === "Map" ? entries : new Map(pairs.decode(entries))),
    encode: (entries) => (typeTagOf(entries) === "Map" ? pairs.encode([...entries]) : throwCodecError("is no Map")),
  };
}

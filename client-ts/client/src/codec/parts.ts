import { type Codec, refuse, same, type Side, within } from "./codec.js";
import { kindOf } from "./kind.js";

/** Says how the part under `key` travels. */
type Put = (key: string | number, codec: Codec) => void;

/** What has parts; `each` names those that do not travel as they are. */
function parts(kind: "Array" | "Object", each: (whole: any, put: Put) => void): Codec {
  const run = (side: Side) => (given: any) => {
    if (kindOf(given) !== kind) refuse(`is no ${kind}`);
    const whole = side === "decode" ? given : kind === "Array" ? [...given] : { ...given };
    each(given, (key, codec) => {
      try {
        whole[key] = codec[side](given[key]);
      } catch (thrown) {
        throw within(key, thrown);
      }
    });
    return whole;
  };
  return { decode: run("decode"), encode: run("encode") };
}

/** A list of any length. */
export function list(of: Codec): Codec {
  return parts("Array", (items: unknown[], put) => items.forEach((_, at) => put(at, of)));
}

/** A list whose items have each a type of their own. */
export function tuple(...of: readonly Codec[]): Codec {
  return parts("Array", (_, put) => of.forEach((codec, at) => codec !== same && put(at, codec)));
}

/** An object whose names are data. */
export function record(of: Codec): Codec {
  return object({}, of);
}

/** Members by name; `rest` is for those that are neither among them nor among `names`. */
export function object(members: Readonly<Record<string, Codec>>, rest?: Codec, names: readonly string[] = []): Codec {
  const named = Object.entries(members);
  const known = new Set([...names, ...named.map(([name]) => name)]);
  return parts("Object", (whole: Record<string, unknown>, put) => {
    for (const [name, codec] of named) if (Object.hasOwn(whole, name) && whole[name] !== undefined) put(name, codec);
    if (rest) for (const name of Object.keys(whole)) if (!known.has(name)) put(name, rest);
  });
}

/** This, or `null`. */
export function nullable(of: Codec): Codec {
  const run = (side: Side) => (value: unknown) => (value === null ? value : of[side](value));
  return { decode: run("decode"), encode: run("encode") };
}

/** An object with several sets of members. */
export function all(...of: readonly Codec[]): Codec {
  const run = (side: Side) => (value: unknown) => of.reduce((whole, codec) => codec[side](whole), value);
  return { decode: run("decode"), encode: run("encode") };
}

/** A map that travels as a list of its entries. */
export function map(key: Codec, value: Codec): Codec {
  const pairs = list(tuple(key, value));
  return {
    decode: (entries) => (kindOf(entries) === "Map" ? entries : new Map(pairs.decode(entries))),
    encode: (entries) => (kindOf(entries) === "Map" ? pairs.encode([...entries]) : refuse("is no Map")),
  };
}

import { type Codec, type Direction, identity, prefixErrorPath, throwCodecError, typeTagOf } from "./codec.js";

/** Converts the entry under `key`. */
type ConvertEntry = (key: string | number, codec: Codec) => void;

/** Creates the codec of a container. `forEachEntry` selects the entries to convert. */
function composite(
  kind: "Array" | "Object",
  forEachEntry: (container: any, convertEntry: ConvertEntry) => void,
): Codec {
  const run = (direction: Direction) => (container: any) => {
    if (typeTagOf(container) !== kind) throwCodecError(`expected ${kind}`);
    const result = direction === "decode" ? container : kind === "Array" ? [...container] : { ...container };
    forEachEntry(container, (key, codec) => {
      try {
        result[key] = codec[direction](container[key]);
      } catch (thrown) {
        throw prefixErrorPath(key, thrown);
      }
    });
    return result;
  };
  return { decode: run("decode"), encode: run("encode") };
}

/** Creates the codec of an array. */
export function list(of: Codec): Codec {
  return composite("Array", (items: unknown[], convertEntry) => items.forEach((_, index) => convertEntry(index, of)));
}

/** Creates the codec of a tuple. */
export function tuple(...of: readonly Codec[]): Codec {
  return composite("Array", (_, convertEntry) =>
    of.forEach((codec, index) => codec !== identity && convertEntry(index, codec)),
  );
}

/** Creates the codec of an object with arbitrary keys. */
export function record(of: Codec): Codec {
  return object({}, of);
}

/** Creates the codec of an object. `rest` converts the members that are neither in `members` nor in `excluded`. */
export function object(
  members: Readonly<Record<string, Codec>>,
  rest?: Codec,
  excluded: readonly string[] = [],
): Codec {
  const entries = Object.entries(members);
  const known = new Set([...excluded, ...entries.map(([name]) => name)]);
  return composite("Object", (value: Record<string, unknown>, convertEntry) => {
    for (const [name, codec] of entries) {
      if (Object.hasOwn(value, name) && value[name] !== undefined) convertEntry(name, codec);
    }
    if (rest) for (const name of Object.keys(value)) if (!known.has(name)) convertEntry(name, rest);
  });
}

/** Creates the codec of a value that may be `null`. */
export function nullable(of: Codec): Codec {
  const run = (direction: Direction) => (value: unknown) => (value === null ? value : of[direction](value));
  return { decode: run("decode"), encode: run("encode") };
}

/** Creates the codec of an intersection: an object with the members of several types. */
export function intersection(...of: readonly Codec[]): Codec {
  const run = (direction: Direction) => (value: unknown) =>
    of.reduce((result, codec) => codec[direction](result), value);
  return { decode: run("decode"), encode: run("encode") };
}

/** Creates the codec of a `Map` as an array of its entries. */
export function map(key: Codec, value: Codec): Codec {
  const entries = list(tuple(key, value));
  return {
    decode: (pairs) => (typeTagOf(pairs) === "Map" ? pairs : new Map(entries.decode(pairs))),
    encode: (pairs) => (typeTagOf(pairs) === "Map" ? entries.encode([...pairs]) : throwCodecError("expected Map")),
  };
}

/** Creates the codec of a deferred value, which arrives after the rest of the output. Inputs cannot contain one. */
export function deferred(of: Codec): Codec {
  return {
    decode(promise: Promise<unknown>) {
      const value = promise.then(of.decode);
      // A value that the caller never reads must not cause an unhandled rejection.
      value.catch(() => {});
      return value;
    },
    encode: () => throwCodecError("a deferred value cannot be sent"),
  };
}

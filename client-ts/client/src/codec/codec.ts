/** Converts a value. Throws a {@link CodecError} if the value does not have the expected type. */
export type Convert = (value: any) => any;

/** Conversion between a TypeScript value and its JSON form. */
export interface Codec {
  /**
   * Converts from JSON, in place, because nothing else refers to the value. An already decoded value is left unchanged,
   * because several calls may share an output.
   */
  readonly decode: Convert;
  /** Converts to JSON. Does not modify the caller's value. */
  readonly encode: Convert;
}

/** Direction of a conversion. */
export type Direction = keyof Codec;

/** Codec of values that JSON can represent. */
export const identity: Codec = { decode: (value) => value, encode: (value) => value };

/** Error thrown for a value that does not have the expected type. */
export class CodecError extends TypeError {
  constructor(
    readonly problem: string,
    /** Path of the value in the input or output: `.items[0].at`. */
    readonly path = "",
  ) {
    super(`value${path}: ${problem}`);
  }
}

/** Throws a {@link CodecError}. */
export function throwCodecError(problem: string): never {
  throw new CodecError(problem);
}

/** Prepends a key to the path of a {@link CodecError}. Returns all other values unchanged. */
export function prefixErrorPath(key: string | number, thrown: unknown): unknown {
  if (!(thrown instanceof CodecError)) return thrown;
  return new CodecError(thrown.problem, (typeof key === "number" ? `[${key}]` : `.${key}`) + thrown.path);
}

/** Creates a codec that is resolved when it is used, for recursive types. */
export function lazy(resolve: () => Codec): Codec {
  return { decode: (value) => resolve().decode(value), encode: (value) => resolve().encode(value) };
}

/** Returns the built-in type of a value from any realm: `Null`, `String`, `Array`, `Object`, `Date` and so on. */
export function typeTagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Takes a value from one form to the other; throws a {@link CodecError} for what has no such form. */
export type Convert = (value: any) => any;

/** How a value travels. */
export interface Codec {
  /** From JSON, in its place: nobody else has it. What was decoded before stays as it is, for links may share an answer. */
  readonly decode: Convert;
  /** To JSON, in a copy: the value is the caller's. */
  readonly encode: Convert;
}

/** A side of a codec. */
export type Direction = keyof Codec;

/** Travels as it is. */
export const identity: Codec = { decode: (value) => value, encode: (value) => value };

/** A value that is not what its type says. */
export class CodecError extends TypeError {
  constructor(
    readonly problem: string,
    /** The members that lead to it: `.items[0].at`. */
    readonly path = "",
  ) {
    super(`value${path} ${problem}`);
  }
}

/** Refuses a value: it `is no date`. */
export function throwCodecError(problem: string): never {
  throw new CodecError(problem);
}

/** What was thrown about a member, as thrown about what holds it. */
export function prefixErrorPath(key: string | number, thrown: unknown): unknown {
  if (!(thrown instanceof CodecError)) return thrown;
  return new CodecError(thrown.problem, (typeof key === "number" ? `[${key}]` : `.${key}`) + thrown.path);
}

/** A type's codec that is made later, where types contain each other. */
export function lazy(resolve: () => Codec): Codec {
  return { decode: (value) => resolve().decode(value), encode: (value) => resolve().encode(value) };
}

/** Takes a value from one form to the other; throws a {@link Misfit} for what has no such form. */
export type Step = (value: any) => any;

/** How a value travels. */
export interface Codec {
  /** From JSON, in its place: nobody else has it. What was decoded before stays as it is, for links may share an answer. */
  readonly decode: Step;
  /** To JSON, in a copy: the value is the caller's. */
  readonly encode: Step;
}

/** A side of a codec. */
export type Side = keyof Codec;

/** Travels as it is. */
export const same: Codec = { decode: (value) => value, encode: (value) => value };

/** A value that is not what its type says. */
export class Misfit extends TypeError {
  constructor(
    readonly what: string,
    /** The members that lead to it: `.items[0].at`. */
    readonly path = "",
  ) {
    super(`value${path} ${what}`);
  }
}

/** Refuses a value: it `is no date`. */
export function refuse(what: string): never {
  throw new Misfit(what);
}

/** What was thrown about a member, as thrown about what holds it. */
export function within(key: string | number, thrown: unknown): unknown {
  if (!(thrown instanceof Misfit)) return thrown;
  return new Misfit(thrown.what, (typeof key === "number" ? `[${key}]` : `.${key}`) + thrown.path);
}

/** A type's codec that is made later, where types contain each other. */
export function lazy(of: () => Codec): Codec {
  return { decode: (value) => of().decode(value), encode: (value) => of().encode(value) };
}

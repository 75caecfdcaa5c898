import { IsotypeError } from "../error/index.js";
import { type Codec, CodecError, type Direction } from "./codec.js";

/** Codecs of a procedure. Values without a codec are plain JSON. */
export interface ProcedureCodec {
  readonly input?: Codec;
  readonly output?: Codec;
  /** Codec of each value of a stream. */
  readonly item?: Codec;
  /** Codec of the declared error. */
  readonly error?: Codec;
}

/** Codecs of an API, by procedure name. */
export type Codecs = Readonly<Record<string, ProcedureCodec>>;

/** Returns the codecs of a procedure. */
export function codecOf(codecs: Codecs, path: string): ProcedureCodec {
  return (Object.hasOwn(codecs, path) && codecs[path]) || {};
}

/**
 * Encodes an input, or decodes a received value.
 *
 * @throws {IsotypeError} `CLIENT` for an invalid input, `MALFORMED_RESPONSE` for an invalid received value.
 */
export function convert(codec: ProcedureCodec, slot: keyof ProcedureCodec, path: string, value: unknown): unknown {
  const direction: Direction = slot === "input" ? "encode" : "decode";
  // Inputs may be omitted, and errors may be undeclared.
  if (value === undefined) return value;
  try {
    return codec[slot] ? codec[slot][direction](value) : value;
  } catch (cause) {
    if (!(cause instanceof CodecError)) throw cause;
    const code = slot === "input" ? "CLIENT" : "MALFORMED_RESPONSE";
    throw new IsotypeError(`${path}: ${slot}${cause.path}: ${cause.problem}`, { code, path, cause });
  }
}

/** Decodes the output of a call: a value, or a stream of values. */
export function decodeOutput(codec: ProcedureCodec, path: string, output: unknown): unknown {
  if (!codec.item) return convert(codec, "output", path, output);
  const decoded = async (result: Promise<IteratorResult<unknown>>): Promise<IteratorResult<unknown>> => {
    const { done, value } = await result;
    return done ? { done, value } : { done: false, value: convert(codec, "item", path, value) };
  };
  return {
    [Symbol.asyncIterator](): AsyncIterator<unknown> {
      const values = (output as AsyncIterable<unknown>)[Symbol.asyncIterator]();
      return {
        next: () => decoded(values.next()),
        // Takes effect even while `next` is pending.
        return: async () => (await values.return?.()) ?? { done: true, value: undefined },
      };
    },
  };
}

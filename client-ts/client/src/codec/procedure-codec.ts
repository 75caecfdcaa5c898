import { IsotypeError } from "../error/index.js";
import { type Codec, CodecError, type Direction } from "./codec.js";

/** What of a procedure does not travel as it is. */
export interface ProcedureCodec {
  readonly input?: Codec;
  readonly output?: Codec;
  /** One value of a stream. */
  readonly item?: Codec;
  /** A declared error. */
  readonly error?: Codec;
}

/** By the names of the procedures that need one. */
export type Codecs = Readonly<Record<string, ProcedureCodec>>;

/** The codec of a procedure, which is empty where all travels as it is. */
export function codecOf(codecs: Codecs, path: string): ProcedureCodec {
  return (Object.hasOwn(codecs, path) && codecs[path]) || {};
}

/**
 * An input as it is sent, or something else as it arrived.
 *
 * @throws {IsotypeError} `CLIENT` for an input that cannot be sent, `MALFORMED_RESPONSE` for what is not of its type.
 */
export function convert(codec: ProcedureCodec, slot: keyof ProcedureCodec, path: string, value: unknown): unknown {
  const direction: Direction = slot === "input" ? "encode" : "decode";
  // An input may be left out, and not every failure is a declared one.
  if (value === undefined) return value;
  try {
    return codec[slot] ? codec[slot][direction](value) : value;
  } catch (cause) {
    if (!(cause instanceof CodecError)) throw cause;
    const code = slot === "input" ? "CLIENT" : "MALFORMED_RESPONSE";
    throw new IsotypeError(`${path}: ${slot}${cause.path} ${cause.problem}`, { code, path, cause });
  }
}

/** What a call answered: a value, or values one after the other. */
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
        // At once, even while the next value is waited for.
        return: async () => (await values.return?.()) ?? { done: true, value: undefined },
      };
    },
  };
}

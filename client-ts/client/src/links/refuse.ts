import { IsotypeError } from "../error/index.js";
import type { Operation } from "../transport/index.js";

/** The error of a link that is given a call it cannot carry. */
export function refuse({ kind, path }: Operation, advice: string): IsotypeError {
  return new IsotypeError(`no link carries the ${kind} ${path}: ${advice}`, { code: "CLIENT", path });
}

/** A subscription that fails as soon as it is read. */
export function refusedStream(operation: Operation, advice: string): AsyncIterable<never> {
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(refuse(operation, advice)) }) };
}

/** What to do about a subscription at a link for calls. */
export const USE_SSE = "add split({ subscription: sse(…), otherwise: … })";

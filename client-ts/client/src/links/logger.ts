import { type IsotypeError, toIsotypeError } from "../error/index.js";
import type { Link, Operation } from "../transport/index.js";

/** What is told of a call or a subscription when it is over. */
export interface LogEntry {
  readonly operation: Operation;
  readonly elapsedMs: number;
  /** Values received: one for a call that succeeded. */
  readonly valueCount: number;
  readonly error: IsotypeError | undefined;
}

/** Options of {@link logger}. */
export interface LoggerOptions {
  /** Instead of the console. */
  readonly log?: (entry: LogEntry) => void;
}

/** Tells how each call and each subscription ended. The console gets no inputs and outputs: they may hold secrets. */
export function logger({ log = logToConsole }: LoggerOptions = {}): Link {
  return (next) => ({
    async call(operation) {
      // A promise is awaited as the one value of its list.
      for await (const output of observe(operation, [next.call(operation)], log)) return output;
      return undefined;
    },
    subscribe: (operation) => observe(operation, next.subscribe(operation), log),
  });
}

async function* observe(
  operation: Operation,
  source: AsyncIterable<unknown> | Iterable<Promise<unknown>>,
  log: (entry: LogEntry) => void,
): AsyncGenerator<unknown, void, undefined> {
  const { kind, signal } = operation;
  const began = performance.now();
  let values = 0;
  let error: IsotypeError | undefined;
  try {
    for await (const value of source) {
      values += 1;
      yield value;
    }
  } catch (thrown) {
    // A subscription that its reader left did not fail.
    if (kind !== "subscription" || !signal?.aborted) error = toIsotypeError(thrown, operation);
    throw thrown;
  } finally {
    log({ operation, elapsedMs: performance.now() - began, valueCount: values, error });
  }
}

function logToConsole({ operation: { kind, path }, elapsedMs: ms, error }: LogEntry): void {
  const end = error ? `${error.code}: ${error.message}` : "";
  console[error ? "warn" : "debug"](`${kind} ${path} ${ms.toFixed(0)} ms ${end}`);
}

import { type IsotypeError, toIsotypeError } from "../error/index.js";
import type { Link, Operation } from "../transport/index.js";

/** Log entry for a call or subscription that has ended. */
export interface LogEntry {
  readonly operation: Operation;
  readonly elapsedMs: number;
  /** Number of received values: one for a successful call. */
  readonly valueCount: number;
  readonly error: IsotypeError | undefined;
}

/** Options of {@link logger}. */
export interface LoggerOptions {
  /** Called with each entry. Logs to the console by default. */
  readonly log?: (entry: LogEntry) => void;
}

/**
 * Logs each call and each subscription when it ends. The console output omits inputs and outputs, because they may
 * contain secrets.
 *
 * @example
 * createClient(api, { links: [logger(), batch({ url: "/rpc" })] });
 */
export function logger({ log = logToConsole }: LoggerOptions = {}): Link {
  return (next) => ({
    async call(operation) {
      // Iterating over an array of promises awaits them.
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
  const startedAt = performance.now();
  let valueCount = 0;
  let error: IsotypeError | undefined;
  try {
    for await (const value of source) {
      valueCount += 1;
      yield value;
    }
  } catch (thrown) {
    // Unsubscribing is not an error.
    if (kind !== "subscription" || !signal?.aborted) error = toIsotypeError(thrown, operation);
    throw thrown;
  } finally {
    log({ operation, elapsedMs: performance.now() - startedAt, valueCount, error });
  }
}

function logToConsole({ operation: { kind, path }, elapsedMs, error }: LogEntry): void {
  const outcome = error ? `${error.code}: ${error.message}` : "";
  console[error ? "warn" : "debug"](`${kind} ${path} ${elapsedMs.toFixed(0)} ms ${outcome}`);
}

import { type IsotypeError, toIsotypeError } from "../error/index.js";
import type { Link, Operation } from "../transport/index.js";

/** What is told of a call or a subscription when it is over. */
export interface LogEntry {
  readonly operation: Operation;
  readonly ms: number;
  /** Values received: one for a call that succeeded. */
  readonly values: number;
  readonly error: IsotypeError | undefined;
}

/** Options of {@link logger}. */
export interface LoggerOptions {
  /** Instead of the console. */
  readonly log?: (entry: LogEntry) => void;
}

/** Tells how each call and each subscription ended. The console gets no inputs and outputs: they may hold secrets. */
export function logger({ log = print }: LoggerOptions = {}): Link {
  return (next) => ({
    async call(operation) {
      const entry = begin(operation);
      try {
        const output = await next.call(operation);
        log(entry(1));
        return output;
      } catch (thrown) {
        log(entry(0, toIsotypeError(thrown, operation.path)));
        throw thrown;
      }
    },
    async *subscribe(operation) {
      const entry = begin(operation);
      let values = 0;
      let error: IsotypeError | undefined;
      try {
        for await (const value of next.subscribe(operation)) {
          values += 1;
          yield value;
        }
      } catch (thrown) {
        // A subscription that its reader left did not fail.
        if (!operation.signal?.aborted) error = toIsotypeError(thrown, operation.path);
        throw thrown;
      } finally {
        log(entry(values, error));
      }
    },
  });
}

function begin(operation: Operation): (values: number, error?: IsotypeError) => LogEntry {
  const began = performance.now();
  return (values, error) => ({ operation, ms: performance.now() - began, values, error });
}

function print({ operation: { kind, path }, ms, error }: LogEntry): void {
  const line = `${kind} ${path} ${ms.toFixed(0)} ms`;
  if (error) console.warn(`${line} ${error.code}: ${error.message}`);
  else console.debug(line);
}

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
      const end = begin(operation, log);
      try {
        const output = await next.call(operation);
        end(1);
        return output;
      } catch (thrown) {
        end(0, thrown);
        throw thrown;
      }
    },
    async *subscribe(operation) {
      const end = begin(operation, log);
      let values = 0;
      let failure: unknown;
      try {
        for await (const value of next.subscribe(operation)) {
          values += 1;
          yield value;
        }
      } catch (thrown) {
        // A subscription that its reader left did not fail.
        if (!operation.signal?.aborted) failure = thrown;
        throw thrown;
      } finally {
        end(values, failure);
      }
    },
  });
}

function begin(operation: Operation, log: (entry: LogEntry) => void): (values: number, thrown?: unknown) => void {
  const began = performance.now();
  const { path, signal } = operation;
  return (values, thrown) => {
    const error = thrown === undefined ? undefined : toIsotypeError(thrown, path, signal);
    log({ operation, ms: performance.now() - began, values, error });
  };
}

function print({ operation: { kind, path }, ms, error }: LogEntry): void {
  const line = `${kind} ${path} ${ms.toFixed(0)} ms`;
  if (error) console.warn(`${line} ${error.code}: ${error.message}`);
  else console.debug(line);
}

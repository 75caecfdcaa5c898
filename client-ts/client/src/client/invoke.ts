import { aborted, toIsotypeError } from "../error/index.js";
import type { Operation, ProcedureKind, Transport } from "../transport/index.js";
import type { SubscribeOptions } from "./procedure.js";

/** The operation of one call. */
export function operationOf(
  kind: ProcedureKind,
  path: string,
  input: unknown,
  options: SubscribeOptions = {},
): Operation {
  const { signal, headers, context = {}, onConnection } = options;
  return { kind, path, input, signal, headers: headers ? [headers] : [], context, onConnection };
}

/** Makes a call; whatever a link does, it rejects with an `IsotypeError`, and at once when its caller gives up. */
export function invoke(transport: Transport, operation: Operation): Promise<unknown> {
  const { signal, path } = operation;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted(path, signal));
    const abort = () => reject(aborted(path, signal));
    const release = () => signal?.removeEventListener("abort", abort);
    signal?.addEventListener("abort", abort);
    // A link may throw before it has a promise to reject.
    new Promise((start) => start(transport.call(operation))).then(
      (output) => {
        release();
        resolve(output);
      },
      (thrown) => {
        release();
        reject(toIsotypeError(thrown, path));
      },
    );
  });
}

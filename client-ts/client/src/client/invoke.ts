import { aborted, toIsotypeError } from "../error/index.js";
import { onAbort, type Operation, type ProcedureKind, type Transport } from "../transport/index.js";
import type { SubscribeOptions } from "./procedure.js";

/** The operation of one call. */
export function operationOf(
  kind: ProcedureKind,
  path: string,
  input: unknown,
  options: SubscribeOptions = {},
): Operation {
  const { signal, headers = {}, context = {}, idempotencyKey: key, resume, onConnection } = options;
  const sent = key === undefined ? [headers] : [headers, { "idempotency-key": key }];
  const told = { signal, headers: sent, context, idempotencyKey: key, resume, onConnection };
  return { kind, path, input, deadline: Infinity, ...told };
}

/** Makes a call; whatever a link does, it rejects with an `IsotypeError`, and at once when its caller gives up. */
export function invoke(transport: Transport, operation: Operation): Promise<unknown> {
  const { signal, path } = operation;
  return new Promise((resolve, reject) => {
    const stop = () => reject(aborted(path, signal));
    if (signal?.aborted) return stop();
    const ignore = onAbort(signal, stop);
    // A link may throw before it has a promise to reject.
    new Promise((start) => start(transport.call(operation)))
      .then(resolve, (thrown) => reject(toIsotypeError(thrown, path)))
      .finally(ignore);
  });
}

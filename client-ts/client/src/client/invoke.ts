import { aborted, toIsotypeError } from "../error/index.js";
import type { HeaderRecord, Operation, ProcedureKind, Transport } from "../transport/index.js";
import type { SubscribeOptions } from "./procedure.js";

/** The operation of one call. */
export function operationOf(
  kind: ProcedureKind,
  path: string,
  input: unknown,
  options: SubscribeOptions = {},
): Operation {
  const { signal, headers, context = {}, idempotencyKey, resume, onConnection } = options;
  const sources: HeaderRecord[] = headers ? [headers] : [];
  if (idempotencyKey !== undefined) sources.push({ "idempotency-key": idempotencyKey });
  const deadline = undefined;
  return { kind, path, input, signal, headers: sources, context, deadline, idempotencyKey, resume, onConnection };
}

/** Makes a call; whatever a link does, it rejects with an `IsotypeError`, and at once when its caller gives up. */
export function invoke(transport: Transport, operation: Operation): Promise<unknown> {
  const { signal, path } = operation;
  return new Promise((resolve, reject) => {
    const stop = () => reject(aborted(path, signal));
    if (signal?.aborted) return stop();
    signal?.addEventListener("abort", stop);
    // A link may throw before it has a promise to reject.
    new Promise((start) => start(transport.call(operation)))
      .then(resolve, (thrown) => reject(toIsotypeError(thrown, path)))
      .finally(() => signal?.removeEventListener("abort", stop));
  });
}

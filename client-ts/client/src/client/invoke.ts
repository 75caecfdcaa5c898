import { toIsotypeError } from "../error/index.js";
import { onAbort, type Operation, type ProcedureKind, type Transport } from "../transport/index.js";
import type { SubscribeOptions } from "./procedure.js";

/** Creates the operation of a call. */
export function createOperation(
  kind: ProcedureKind,
  path: string,
  input: unknown,
  options: SubscribeOptions,
): Operation {
  const { headers = {}, context = {} } = options;
  return { ...options, kind, path, input, deadline: Infinity, context, headers: [headers] };
}

/** Runs a call. It always rejects with an `IsotypeError`, and immediately when the caller aborts. */
export async function invoke(transport: Transport, operation: Operation): Promise<unknown> {
  const { signal } = operation;
  let removeAbortListener = () => {};
  try {
    signal?.throwIfAborted();
    const aborted = new Promise((_, reject) => {
      removeAbortListener = onAbort(signal, () => reject());
    });
    return await Promise.race([transport.call(operation), aborted]);
  } catch (thrown) {
    throw toIsotypeError(thrown, operation);
  } finally {
    removeAbortListener();
  }
}

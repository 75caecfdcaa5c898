/** Calls `listener` when a signal aborts; returns what takes the listener back. */
export function onAbort(signal: AbortSignal | null | undefined, listener: () => void): () => void {
  signal?.addEventListener("abort", listener);
  return () => signal?.removeEventListener("abort", listener);
}

/** A controller that aborts with a signal, until it has aborted by itself. */
export function follow(signal: AbortSignal | undefined): AbortController {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { signal: controller.signal });
  return controller;
}

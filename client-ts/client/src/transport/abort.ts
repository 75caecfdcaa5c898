/** Calls `listener` when a signal aborts, at once where it has; returns what takes the listener back. */
export function onAbort(signal: AbortSignal | null | undefined, listener: () => void): () => void {
  if (signal?.aborted) listener();
  signal?.addEventListener("abort", listener);
  return () => signal?.removeEventListener("abort", listener);
}

/** A controller that aborts with a signal, until it has aborted by itself. */
export function linkedAbortController(signal: AbortSignal | undefined): AbortController {
  const controller = new AbortController();
  onAbort(
    controller.signal,
    onAbort(signal, () => controller.abort(signal?.reason)),
  );
  return controller;
}

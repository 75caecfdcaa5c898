/** Calls `listener` when a signal aborts; returns what takes the listener back. */
export function onAbort(signal: AbortSignal | null | undefined, listener: () => void): () => void {
  signal?.addEventListener("abort", listener);
  return () => signal?.removeEventListener("abort", listener);
}

/** A controller that aborts with a signal, and what makes it independent of it again. */
export function follow(signal: AbortSignal | undefined): [controller: AbortController, unfollow: () => void] {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  return [controller, onAbort(signal, abort)];
}

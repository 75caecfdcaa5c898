import { networkError } from "../error/index.js";

/** Calls `listener` when the signal aborts, or immediately if it already has. Returns a function that removes it. */
export function onAbort(signal: AbortSignal | null | undefined, listener: (event?: unknown) => void): () => void {
  if (signal?.aborted) listener();
  signal?.addEventListener("abort", listener);
  return () => signal?.removeEventListener("abort", listener);
}

/** Creates a controller that also aborts when `signal` does. It stops listening once it has aborted. */
export function linkedAbortController(signal: AbortSignal | undefined): AbortController {
  const controller = new AbortController();
  onAbort(
    controller.signal,
    onAbort(signal, () => controller.abort(signal?.reason)),
  );
  return controller;
}

/**
 * Rejects with `timeoutError()`, or with `NETWORK`, if the promise takes longer than `ms`. There is no limit if `ms` is
 * `undefined`.
 */
export function withTimeout<T>(
  promise: Promise<T>,
  ms: number | undefined,
  timeoutError: () => unknown = () => networkError("timeout"),
): Promise<T> {
  if (ms === undefined) return promise;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(timeoutError()), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

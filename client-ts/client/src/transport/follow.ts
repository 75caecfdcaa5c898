/** A controller that aborts with the first of `signals`, and what makes it independent of them again. */
export function follow(...signals: readonly (AbortSignal | undefined)[]): [AbortController, unfollow: () => void] {
  const controller = new AbortController();
  const abort = () => controller.abort(signals.find((signal) => signal?.aborted)?.reason);
  for (const signal of signals) {
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort);
  }
  const unfollow = () => {
    for (const signal of signals) signal?.removeEventListener("abort", abort);
  };
  return [controller, unfollow];
}

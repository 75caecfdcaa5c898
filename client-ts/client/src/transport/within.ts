/** Rejects with what `late` gives when `step` takes longer than `ms`; waits for ever where that is `undefined`. */
export function withTimeout<T>(promise: Promise<T>, ms: number | undefined, timeoutError: () => unknown): Promise<T> {
  if (ms === undefined) return promise;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(timeoutError()), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Rejects with what `late` gives when `step` takes longer than `ms`; waits for ever where that is `undefined`. */
export function within<T>(step: Promise<T>, ms: number | undefined, late: () => unknown): Promise<T> {
  if (ms === undefined) return step;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms);
    step.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

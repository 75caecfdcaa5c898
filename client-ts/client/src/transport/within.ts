import { IsotypeError } from "../error/index.js";

/** Rejects with `NETWORK` when `step` takes longer than `ms`; waits for ever where that is `undefined`. */
export function within<T>(step: Promise<T>, ms: number | undefined, path: string): Promise<T> {
  if (ms === undefined) return step;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new IsotypeError(`no sign of life for ${ms} ms`, { code: "NETWORK", path }));
    }, ms);
    step.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

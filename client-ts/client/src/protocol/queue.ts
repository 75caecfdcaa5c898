/** Values on their way from whoever has them to whoever iterates. */
export interface Queue<T> extends AsyncGenerator<T, undefined, undefined> {
  readonly push: (value: T) => void;
  /** Ends behind what was pushed: normally, or with an error. What is pushed later is dropped. */
  readonly end: (error?: unknown) => void;
}

/** A queue that one reader empties. */
export function createQueue<T>(): Queue<T> {
  const values: T[] = [];
  let isEnded = false;
  let reason: unknown;
  let wake = () => {};
  async function* read(): AsyncGenerator<T, undefined, undefined> {
    while (values.length > 0 || !isEnded) {
      if (values.length > 0) yield values.shift() as T;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
    if (reason) throw reason;
  }
  return Object.assign(read(), {
    push(value: T) {
      if (!isEnded) values.push(value);
      wake();
    },
    end(error?: unknown) {
      if (!isEnded) reason = error;
      isEnded = true;
      wake();
    },
  });
}

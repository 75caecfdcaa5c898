/** Asynchronous queue between one producer and one consumer. */
export interface Queue<T> extends AsyncGenerator<T, undefined, undefined> {
  readonly push: (value: T) => void;
  /** Ends the iteration after the values already pushed, with an error if one is given. Later values are dropped. */
  readonly end: (error?: unknown) => void;
}

/** Creates an empty queue. */
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

/** Values on their way from whoever has them to whoever iterates. */
export interface Queue<T> extends AsyncIterable<T> {
  readonly push: (value: T) => void;
  /** Ends behind what was pushed: normally, or with an error. What is pushed later is dropped. */
  readonly end: (error?: unknown) => void;
  readonly next: () => Promise<IteratorResult<T, undefined>>;
}

/** A queue that one reader empties. */
export function createQueue<T>(): Queue<T> {
  const values: T[] = [];
  let over = false;
  let reason: unknown;
  let wake = () => {};
  const queue: Queue<T> = {
    push(value) {
      if (!over) values.push(value);
      wake();
    },
    end(error) {
      if (!over) reason = error;
      over = true;
      wake();
    },
    async next() {
      while (values.length === 0) {
        if (over && reason) throw reason;
        if (over) return { done: true, value: undefined };
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return { done: false, value: values.shift() as T };
    },
    [Symbol.asyncIterator]: () => queue,
  };
  return queue;
}

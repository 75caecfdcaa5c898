/** Values on their way from whoever has them to whoever iterates. */
export interface Queue<T> extends AsyncIterable<T> {
  readonly push: (value: T) => void;
  /** Ends behind what was pushed: normally, or with an error. */
  readonly end: (error?: unknown) => void;
}

/** A queue that one reader empties. */
export function createQueue<T>(): Queue<T> {
  const values: T[] = [];
  let ending: (() => IteratorResult<T>) | undefined;
  let wake = () => {};
  async function next(): Promise<IteratorResult<T>> {
    while (values.length === 0) {
      if (ending) return ending();
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return { done: false, value: values.shift() as T };
  }
  return {
    push(value) {
      values.push(value);
      wake();
    },
    end(error) {
      ending ??= () => {
        if (error) throw error;
        return { done: true, value: undefined };
      };
      wake();
    },
    [Symbol.asyncIterator]: () => ({ next }),
  };
}

import { follow, type Link, type Operation } from "../transport/index.js";
import { isNonJson } from "./non-json.js";

/** A call that several callers wait for. */
interface Shared {
  readonly answer: Promise<unknown>;
  readonly stop: () => void;
  waiting: number;
}

/**
 * Lets queries that are the same share one call while it is under way. It is given up when all who wait for it have.
 *
 * The same are those that agree in name, input and headers. A query with words of its own to the links is never shared.
 */
export function dedupe(): Link {
  return (next) => {
    const running = new Map<string, Shared>();

    function begin(key: string, operation: Operation): Shared {
      const [stop] = follow();
      const answer = next.call({ ...operation, signal: stop.signal });
      const shared: Shared = { answer, stop: () => stop.abort(), waiting: 0 };
      const end = () => {
        if (running.get(key) === shared) running.delete(key);
      };
      answer.then(end, end);
      running.set(key, shared);
      return shared;
    }

    return {
      subscribe: (operation) => next.subscribe(operation),
      call(operation) {
        const key = keyOf(operation);
        if (key === undefined) return next.call(operation);
        const shared = running.get(key) ?? begin(key, operation);
        shared.waiting += 1;
        const leave = () => {
          shared.waiting -= 1;
          if (shared.waiting > 0) return;
          if (running.get(key) === shared) running.delete(key);
          shared.stop();
        };
        operation.signal?.addEventListener("abort", leave);
        return shared.answer.finally(() => operation.signal?.removeEventListener("abort", leave));
      },
    };
  };
}

/** What calls that are the same have in common; nothing for one that is like no other. */
function keyOf({ kind, path, input, headers, context }: Operation): string | undefined {
  if (kind !== "query" || isNonJson(input) || Object.keys(context).length > 0) return undefined;
  try {
    return JSON.stringify({ path, input, headers });
  } catch {
    // The link that sends it will tell what is wrong with the input.
    return undefined;
  }
}

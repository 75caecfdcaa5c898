import { encodeInput, type Link, type Operation, sleep, waitMs } from "../transport/index.js";
import type { SseOptions } from "./options.js";
import { refuse } from "./refuse.js";
import { connect, type Session } from "./sse-connection.js";

/**
 * Ends the chain for subscriptions: server-sent events over `fetch`, so that headers and tokens work.
 *
 * A connection that breaks is opened again behind the last event that arrived. A refusal ends the subscription.
 */
export function sse(options: SseOptions): Link {
  return () => ({
    call: (operation) => Promise.reject(refuse(operation, "sse() carries subscriptions only")),
    subscribe: (operation) => ({ [Symbol.asyncIterator]: () => run(operation, options) }),
  });
}

async function* run(operation: Operation, options: SseOptions): AsyncGenerator<unknown, void, undefined> {
  const { backoff = { firstMs: 500, maxMs: 30_000 } } = options;
  const { signal, onConnection } = operation;
  const session: Session = { operation, json: encodeInput(operation), lastId: "", failures: 0 };
  while (!signal?.aborted) {
    onConnection?.({ state: "connecting" });
    const ending = yield* connect(session, options);
    if (ending.over) return;
    session.failures += 1;
    const retryInMs = waitMs(backoff, session.failures);
    onConnection?.({ state: "waiting", retryInMs, error: ending.error });
    await sleep(retryInMs, signal);
  }
}

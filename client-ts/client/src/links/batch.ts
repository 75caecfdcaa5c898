import { errorFor } from "../error/index.js";
import { openEnvelope, type Reply } from "../protocol/index.js";
import { exchange, type Link } from "../transport/index.js";
import { type BatchOptions, gather } from "./batch-gather.js";
import { type Group, type Waiting, watch, writeBatch } from "./batch-group.js";

/**
 * Takes calls: those made in the same turn of the event loop share a request, queries and mutations apart. Passes
 * subscriptions on.
 *
 * Each call keeps its own outcome: aborting one rejects that one, and the request is given up when all are.
 */
export function batch(options: BatchOptions): Link {
  const call = gather(options, (group) => dispatch(group, options));
  return (next) => ({ call, subscribe: (operation) => next.subscribe(operation) });
}

async function dispatch(group: Group, options: BatchOptions): Promise<void> {
  const [request, unwatch] = watch(group.calls);
  try {
    settle(group.calls, ...(await exchange(options, { ...writeBatch(group, options), signal: request.signal })));
  } catch (error) {
    for (const { operation, reject } of group.calls) reject(errorFor(operation.path, error));
  }
  unwatch();
}

/** Gives each call its part of an answer. */
export function settle(calls: readonly Waiting[], answer: unknown, reply: Reply): void {
  calls.forEach(({ operation: { path }, resolve, reject }, index) => {
    try {
      // One bare object is an error of the whole request: each call gets it. A call that was left out gets `undefined`.
      resolve(openEnvelope(Array.isArray(answer) ? answer[index] : answer, path, reply));
    } catch (error) {
      reject(error);
    }
  });
}

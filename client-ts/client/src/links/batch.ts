import { openEnvelope } from "../protocol/index.js";
import { type Link, readJson, send } from "../transport/index.js";
import { type BatchOptions, createBatcher, type PendingCall } from "./batcher.js";

/**
 * Takes calls: those made in the same turn of the event loop share a request, queries and mutations apart. Passes
 * subscriptions on.
 *
 * Each call keeps its own outcome: aborting one rejects that one, and the request is given up when all are.
 */
export function batch(options: BatchOptions): Link {
  return createBatcher(options, async (waiting, ask) => settleCalls(waiting, await send(options, ask)));
}

/** Gives each call its part of an answer. */
export async function settleCalls(calls: readonly PendingCall[], response: Response): Promise<void> {
  const [body, meta] = await readJson(response);
  calls.forEach(({ resolve, reject }, index) => {
    try {
      // One bare object is an error of the whole request: each call gets it. A call that was left out gets `undefined`.
      resolve(openEnvelope(Array.isArray(body) ? body[index] : body, meta));
    } catch (error) {
      reject(error);
    }
  });
}

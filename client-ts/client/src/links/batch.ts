import { openEnvelope } from "../protocol/index.js";
import { type Link, readJson, send } from "../transport/index.js";
import { type BatchOptions, gather, type Waiting } from "./batch-gather.js";

/**
 * Takes calls: those made in the same turn of the event loop share a request, queries and mutations apart. Passes
 * subscriptions on.
 *
 * Each call keeps its own outcome: aborting one rejects that one, and the request is given up when all are.
 */
export function batch(options: BatchOptions): Link {
  return gather(options, async (waiting, ask) => settle(waiting, await send(options, ask)));
}

/** Gives each call its part of an answer. */
export async function settle(waiting: readonly Waiting[], response: Response): Promise<void> {
  const [answer, reply] = await readJson(response);
  waiting.forEach(({ resolve, reject }, index) => {
    try {
      // One bare object is an error of the whole request: each call gets it. A call that was left out gets `undefined`.
      resolve(openEnvelope(Array.isArray(answer) ? answer[index] : answer, reply));
    } catch (error) {
      reject(error);
    }
  });
}

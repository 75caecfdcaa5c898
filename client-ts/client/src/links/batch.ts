import { unwrapEnvelope } from "../protocol/index.js";
import { type Link, readJson, send } from "../transport/index.js";
import { type BatchOptions, createBatcher, type PendingCall } from "./batcher.js";

/**
 * Sends the calls of one turn of the event loop in one request, queries and mutations separately. Subscriptions pass
 * through.
 *
 * Each call has its own outcome. Aborting a call rejects only that call; the request is aborted when all its calls are.
 *
 * @example
 * const client = createClient(api, { links: [batch({ url: "/rpc" })] });
 */
export function batch(options: BatchOptions): Link {
  return createBatcher(options, async (calls, request) => settleCalls(calls, await send(options, request)));
}

/** Settles each call with its part of a response. */
export async function settleCalls(calls: readonly PendingCall[], response: Response): Promise<void> {
  const [body, meta] = await readJson(response);
  calls.forEach(({ resolve, reject }, index) => {
    try {
      // A single object is an error for the whole request. A missing element is malformed.
      resolve(unwrapEnvelope(Array.isArray(body) ? body[index] : body, meta));
    } catch (error) {
      reject(error);
    }
  });
}

import { type Link, readOutput, toJson } from "../transport/index.js";
import { sendOperation } from "./alone.js";
import type { CallHttpOptions } from "./options.js";

/** Takes calls: one request for each, queries by GET and mutations by POST. Passes subscriptions on. */
export function http(options: CallHttpOptions): Link {
  return () => ({
    call: async (operation) => readOutput(await sendOperation(options, operation, { json: toJson(operation.input) })),
  });
}

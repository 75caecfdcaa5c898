import { inputParam } from "../protocol/index.js";
import { type Link, readOutput, toJson } from "../transport/index.js";
import { JSON_TYPE, sendAlone } from "./alone.js";
import type { CallHttpOptions } from "./options.js";

/** Takes calls: one request for each, queries by GET and mutations by POST. Passes subscriptions on. */
export function http(options: CallHttpOptions): Link {
  return () => ({
    async call(operation) {
      const { kind, input } = operation;
      const json = toJson(input);
      const asks = kind === "query" && !options.methodOverride;
      const asked = asks ? { params: inputParam(json) } : { headers: JSON_TYPE, body: json ?? null };
      return readOutput(await sendAlone(options, operation, asked));
    },
  });
}

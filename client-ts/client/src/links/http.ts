import { toJson } from "../protocol/index.js";
import {
  type HttpRequest,
  idempotencyKeyHeader,
  type Link,
  type Operation,
  readOutput,
  resolveHeaders,
  send,
} from "../transport/index.js";
import type { CallHttpOptions, HttpOptions } from "./options.js";

/**
 * Sends each call in a request of its own: queries by GET, mutations by POST. Subscriptions pass through.
 *
 * @example
 * const client = createClient(api, { links: [http({ url: "/rpc" })] });
 */
export function http(options: CallHttpOptions): Link {
  return () => ({
    call: async (operation) => readOutput(await sendOperation(options, operation, { json: toJson(operation.input) })),
  });
}

/** Sends an operation in a request of its own. Header fields of the caller take precedence over those of `overrides`. */
export async function sendOperation(
  options: HttpOptions,
  operation: Operation,
  overrides: Partial<HttpRequest>,
): Promise<Response> {
  const headers = await resolveHeaders([
    overrides.headers,
    options.headers,
    idempotencyKeyHeader([operation]),
    ...operation.headers,
  ]);
  return send(options, { ...operation, ...overrides, headers });
}

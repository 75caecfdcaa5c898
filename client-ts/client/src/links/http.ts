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
 * Sends each call in its own request: queries with GET, mutations with POST. Subscriptions pass through.
 *
 * @example
 * const client = createClient(api, { links: [http({ url: "/rpc" })] });
 */
export function http(options: CallHttpOptions): Link {
  return () => ({
    call: async (operation) => readOutput(await sendOperation(options, operation, { json: toJson(operation.input) })),
  });
}

/** Sends an operation in its own request. The caller's header fields take precedence over those of `overrides`. */
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

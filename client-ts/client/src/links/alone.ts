import { type Ask, keyHeader, type Operation, resolveHeaders, send } from "../transport/index.js";
import type { HttpOptions } from "./options.js";

/** Sends an operation by a request of its own; header fields of the caller win over those of `asked`. */
export async function sendOperation(
  options: HttpOptions,
  operation: Operation,
  overrides: Partial<Ask>,
): Promise<Response> {
  const headers = await resolveHeaders([
    overrides.headers,
    options.headers,
    keyHeader([operation]),
    ...operation.headers,
  ]);
  return send(options, { ...operation, ...overrides, headers });
}

import { type Ask, keyHeader, type Operation, resolveHeaders, send } from "../transport/index.js";
import type { HttpOptions } from "./options.js";

/** Sends an operation by a request of its own; header fields of the caller win over those of `asked`. */
export async function sendAlone(options: HttpOptions, operation: Operation, asked: Partial<Ask>): Promise<Response> {
  const headers = await resolveHeaders([asked.headers, options.headers, keyHeader([operation]), ...operation.headers]);
  return send(options, { ...operation, ...asked, headers });
}

import type { HeaderRecord, Operation } from "./operation.js";

/**
 * The header field by which a server knows the mutations of a request when they are repeated, a string for each of them
 * (draft-ietf-httpapi-idempotency-key-header; RFC 9651, section 3.3.3).
 */
export function keyHeader(operations: readonly Operation[]): HeaderRecord {
  const keys = operations.map(({ idempotencyKey = "" }) => `"${idempotencyKey.replace(/["\\]/g, "\\$&")}"`);
  return keys.every((key) => key === '""') ? {} : { "idempotency-key": keys.join(", ") };
}

/** A key that nobody guesses. Pages without HTTPS have no `crypto.randomUUID`. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

import { toJson } from "./encode.js";
import type { HeaderRecord, Operation } from "./operation.js";

/**
 * The header field by which a server knows the mutations of a request when they are repeated, a string for each of them
 * (draft-ietf-httpapi-idempotency-key-header; RFC 9651, section 3.3.3, whose strings are JSON's).
 */
export function idempotencyKeyHeader(operations: readonly Operation[]): HeaderRecord {
  const keys = operations.map(({ idempotencyKey = "" }) => toJson(idempotencyKey)).join();
  return /[^",]/.test(keys) ? { "idempotency-key": keys } : {};
}

/** A key that nobody guesses. Pages without HTTPS have no `crypto.randomUUID`. */
export const createIdempotencyKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join();

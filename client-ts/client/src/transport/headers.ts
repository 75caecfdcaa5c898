import { toJson } from "../protocol/index.js";
import type { HeaderRecord, HeaderSource, Operation } from "./operation.js";

/** Results of header sources, so that the calls of one batch evaluate each source once. */
export type HeaderCache = Map<HeaderSource | undefined, HeaderRecord | Promise<HeaderRecord> | undefined>;

/** Merges the header fields of all sources. Later sources take precedence. */
export async function resolveHeaders(
  sources: readonly (HeaderSource | undefined)[],
  cache: HeaderCache = new Map(),
): Promise<HeaderRecord> {
  const records = sources.map((source) => {
    if (!cache.has(source)) cache.set(source, typeof source === "function" ? source() : source);
    return cache.get(source);
  });
  const merged: Record<string, string> = {};
  for (const record of await Promise.all(records)) {
    // Field names are case-insensitive. Otherwise `Authorization` and `authorization` would both be sent.
    for (const [name, value] of Object.entries(record ?? {})) merged[name.toLowerCase()] = value;
  }
  return merged;
}

/**
 * Returns the `idempotency-key` header field of a request (draft-ietf-httpapi-idempotency-key-header): a list with one
 * string per operation (RFC 9651, sections 3.1 and 3.3.3).
 */
export function idempotencyKeyHeader(operations: readonly Operation[]): HeaderRecord {
  const keys = operations.map(({ idempotencyKey = "" }) => toJson(idempotencyKey)).join();
  return /[^",]/.test(keys) ? { "idempotency-key": keys } : {};
}

/** Creates a random idempotency key. `crypto.randomUUID` is unavailable on pages without HTTPS. */
export const createIdempotencyKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join();

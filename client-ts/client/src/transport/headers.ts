import type { HeaderRecord, HeaderSource } from "./operation.js";

/** What sources have answered already, so that those who share a request ask once. */
export type HeaderCache = Map<HeaderSource | undefined, HeaderRecord | Promise<HeaderRecord> | undefined>;

/** The header fields that all sources give together; later ones win. */
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
    // Names are compared as HTTP does, or `Authorization` and `authorization` would both be sent.
    for (const [name, value] of Object.entries(record ?? {})) merged[name.toLowerCase()] = value;
  }
  return merged;
}

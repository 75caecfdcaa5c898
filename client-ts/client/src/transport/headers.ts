import type { HeaderRecord, HeaderSource } from "./operation.js";

/** The header fields that all sources give together; later ones win. */
export async function resolveHeaders(sources: readonly HeaderSource[]): Promise<HeaderRecord> {
  const found = await Promise.all(sources.map((source) => (typeof source === "function" ? source() : source)));
  const merged: Record<string, string> = {};
  // Names are compared as HTTP does, or `Authorization` and `authorization` would both be sent.
  for (const record of found) for (const name of Object.keys(record)) merged[name.toLowerCase()] = record[name] ?? "";
  return merged;
}

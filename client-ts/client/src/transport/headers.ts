import type { HeaderRecord, HeaderSource } from "./operation.js";

/** What sources have answered already, so that those who share a request ask once. */
export type Asked = Map<HeaderSource | undefined, HeaderRecord | Promise<HeaderRecord> | undefined>;

/** The header fields that all sources give together; later ones win. */
export async function resolveHeaders(
  sources: readonly (HeaderSource | undefined)[],
  asked: Asked = new Map(),
): Promise<HeaderRecord> {
  const answers = sources.map((source) => {
    if (!asked.has(source)) asked.set(source, typeof source === "function" ? source() : source);
    return asked.get(source);
  });
  const merged: Record<string, string> = {};
  for (const record of await Promise.all(answers)) {
    // Names are compared as HTTP does, or `Authorization` and `authorization` would both be sent.
    for (const [name, value] of Object.entries(record ?? {})) merged[name.toLowerCase()] = value;
  }
  return merged;
}

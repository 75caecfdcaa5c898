import type { HeaderRecord, HeaderSource } from "./operation.js";

/** What sources have answered already, so that those who share a request ask once. */
export type Asked = Map<HeaderSource, HeaderRecord | Promise<HeaderRecord>>;

/** The header fields that all sources give together; later ones win. */
export async function resolveHeaders(
  sources: readonly HeaderSource[],
  asked: Asked = new Map(),
): Promise<HeaderRecord> {
  const answers = sources.map((source) => {
    const answer = asked.get(source) ?? (typeof source === "function" ? source() : source);
    asked.set(source, answer);
    return answer;
  });
  const merged: Record<string, string> = {};
  for (const record of await Promise.all(answers)) {
    // Names are compared as HTTP does, or `Authorization` and `authorization` would both be sent.
    for (const name of Object.keys(record)) merged[name.toLowerCase()] = record[name] ?? "";
  }
  return merged;
}

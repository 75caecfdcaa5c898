// Paths and positions in files.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../", import.meta.url));
export const here = fileURLToPath(new URL("../", import.meta.url));

/** Position in a file, 0-based. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Returns the position of `word` in the first occurrence of `phrase`. */
export function find(file: string, phrase: string, word: string): Place {
  const text = readFileSync(file, "utf8");
  const at = text.indexOf(phrase);
  if (at < 0) throw new Error(`no ${phrase} in ${file}`);
  const before = text.slice(0, at + phrase.indexOf(word)).split("\n");
  return { file, line: before.length - 1, column: before.at(-1)?.length ?? 0 };
}

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SRC = fileURLToPath(new URL("../src", import.meta.url));

/** Each may import from those behind it. */
const ORDER = ["index.ts", "client", "links", "codec", "transport", "protocol", "error"];

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) =>
  /(?<!\.test|-d)\.ts$/.test(file),
);

it.each(files)("%s imports downwards", (file) => {
  const layerOf = (path: string) => ORDER.indexOf(path.split("/")[0] ?? "");
  const text = readFileSync(join(SRC, file), "utf8");
  for (const [, target = ""] of text.matchAll(/from "(.*?)"/g)) {
    expect(target).toMatch(/^\.{1,2}\/.*\.js$/);
    const path = relative(SRC, join(SRC, dirname(file), target));
    expect(layerOf(path), `${file} imports ${target}`).toBeGreaterThanOrEqual(layerOf(file));
  }
});

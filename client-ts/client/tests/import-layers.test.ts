import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SRC = fileURLToPath(new URL("../src", import.meta.url));

/** Layers, top to bottom. Each may import from itself and from those after it. */
const ORDER = ["index.ts", "links", "client", "codec", "transport", "protocol", "error"];

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) =>
  /(?<!\.test|-d)\.ts$/.test(file),
);

it.each(files)("%s imports only from lower layers", (file) => {
  const layerOf = (path: string) => ORDER.indexOf(path.split("/")[0] ?? "");
  const text = readFileSync(join(SRC, file), "utf8");
  for (const [, target = ""] of text.matchAll(/^[^*\n]* from "(.*?)"/gm)) {
    expect(target).toMatch(/^\.{1,2}\/.*\.js$/);
    const path = relative(SRC, join(SRC, dirname(file), target));
    expect(layerOf(path), `${file} imports ${target}`).toBeGreaterThanOrEqual(layerOf(file));
  }
});

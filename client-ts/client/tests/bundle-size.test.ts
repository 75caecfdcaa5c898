import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

const SRC = fileURLToPath(new URL("../src", import.meta.url));

/** Bytes of an app's program, minified and compressed. */
async function weigh(imports: string, links: string): Promise<{ min: number; gzip: number }> {
  const contents = `import { createClient, safe } from "./index.js";
    import { ${imports} } from "./links/index.js";
    const client = createClient({ procedures: { greet: "query" } }, { links: [${links}] });
    console.log(await safe(client.greet({ name: "x" })));`;
  const options = { bundle: true, minify: true, format: "esm", target: "es2022", write: false } as const;
  const { outputFiles } = await build({ ...options, stdin: { contents, resolveDir: SRC, loader: "ts" } });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return { min: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

const HTTP = `http({ url: "/rpc" })`;
const BATCH = `batch({ url: "/rpc" })`;
const SPLIT = `split({ subscription: sse({ url: "/rpc" }), when: () => true, otherwise: ${BATCH}, query: ${HTTP} })`;

it.each([
  ["http", "http", HTTP, 3_000],
  ["batch", "batch", BATCH, 3_000],
  ["http and batch", "http, batch", `${HTTP}, ${BATCH}`, 3_000],
  [
    "everything",
    "http, batch, sse, bearer, retry, split, logger",
    `logger(), retry(), bearer(() => ""), ${SPLIT}`,
    8_000,
  ],
])("%s stays small", async (name, imports, links, limit) => {
  const { min, gzip } = await weigh(imports, links);
  console.info(`bundle ${name}: ${min} bytes minified, ${gzip} gzip (limit ${limit})`);
  expect(gzip).toBeLessThanOrEqual(limit);
});

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

const SRC = fileURLToPath(new URL("../src", import.meta.url));

/** Returns the size of a bundled program in bytes, minified and gzipped. */
async function weigh(contents: string): Promise<{ min: number; gzip: number }> {
  const options = { bundle: true, minify: true, format: "esm", target: "es2022", write: false } as const;
  const { outputFiles } = await build({ ...options, stdin: { contents, resolveDir: SRC, loader: "ts" } });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return { min: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

/** Returns the source of an application that uses these links. */
function app(imports: string, links: string): string {
  return `import { createClient, safe } from "./index.js";
    import { ${imports} } from "./links/index.js";
    const client = createClient({ procedures: { greet: "query" } }, { links: [${links}] });
    console.log(await safe(client.greet({ name: "x" })));`;
}

/** Returns the source of a module that re-exports the client and these links. */
function all(links: string): string {
  return `export { createClient, safe } from "./index.js"; export { ${links} } from "./links/index.js";`;
}

const SERVED =
  "http, batch, batchStream, sse, ws, upload, isNonJsonSerializable, bearer, dedupe, retry, split, timeout";
const HTTP = `http({ url: "/rpc" })`;
const BATCH = `batch({ url: "/rpc" })`;
const WS = `ws({ url: "/rpc" })`;
const APP = "batchStream, ws, upload, dedupe, retry, timeout";
const SSE = `sse({ url: "/rpc" })`;

// The development links logger() and local() do not count towards the production limit.
it.each([
  ["http", app("http", HTTP), 2_230],
  ["batch", app("batch", BATCH), 2_720],
  ["batch and sse", app("batch, sse", `${BATCH}, ${SSE}`), 4_290],
  ["ws", app("ws", WS), 4_400],
  ["http and batch", app("http, batch", `${HTTP}, ${BATCH}`), 2_800],
  [
    "one app with the links it can use together",
    app(APP, `dedupe(), timeout({ ms: 1 }), retry(), upload({ url: "/rpc" }), batchStream({ url: "/rpc" }), ${WS}`),
    7_200,
  ],
  ["every production link", all(SERVED), 8_192],
  ["every link", all(`${SERVED}, local, logger`), 8_520],
])("%s stays within its size limit", async (name, program, limit) => {
  const { min, gzip } = await weigh(program);
  console.info(`bundle ${name}: ${min} bytes minified, ${gzip} gzip (limit ${limit})`);
  expect(gzip).toBeLessThanOrEqual(limit);
});

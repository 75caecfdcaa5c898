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
const WS = `ws({ url: "/rpc" })`;
const APP = "batchStream, ws, upload, dedupe, retry, timeout";
const SERVED = "http, batch, batchStream, sse, ws, upload, isNonJson, bearer, dedupe, retry, split, timeout";
const BEARER = `bearer(() => "")`;
const SSE = `sse({ url: "/rpc" })`;
const ROUTES = `split({ subscription: ws({ url: "/rpc" }), mutation: batchStream({ url: "/rpc" }), otherwise: [] })`;
const UPLOAD = `split({ when: ({ input }) => isNonJson(input), use: upload({ url: "/rpc" }), otherwise: [] })`;
const AROUND = `dedupe(), timeout({ ms: 1 }), retry()`;

// Calls need 3,000 bytes at most, and everything that an application serves to people 8 KiB. Two links are for development: logger(), and
// local(), which answers without a server.
it.each([
  ["http", "http", HTTP, 2_230],
  ["batch", "batch", BATCH, 2_720],
  ["batch and sse", "batch, sse", `${BATCH}, ${SSE}`, 4_260],
  ["ws", "ws", `ws({ url: "/rpc" })`, 4_400],
  ["http and batch", "http, batch", `${HTTP}, ${BATCH}`, 2_800],
  [
    "one app with all it can use at once",
    APP,
    `${AROUND}, upload({ url: "/rpc" }), batchStream({ url: "/rpc" }), ${WS}`,
    7_200,
  ],
  ["every link that people are served", SERVED, [AROUND, BEARER, UPLOAD, ROUTES, SSE, HTTP, BATCH].join(), 8_192],
  [
    "every link there is",
    `${SERVED}, local, logger`,
    [AROUND, BEARER, `logger(), local({})`, UPLOAD, ROUTES, SSE, HTTP, BATCH].join(),
    8_520,
  ],
])("%s stays small", async (name, imports, links, limit) => {
  const { min, gzip } = await weigh(imports, links);
  console.info(`bundle ${name}: ${min} bytes minified, ${gzip} gzip (limit ${limit})`);
  expect(gzip).toBeLessThanOrEqual(limit);
});

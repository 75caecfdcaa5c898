// @vitest-environment jsdom
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { api } from "../../tests/trpc-server.js";
import { createClient } from "../index.js";
import { upload } from "./index.js";

/** Starts a server that allows requests from the test page, which has another origin. */
async function serveForeign(respond: (bytes: number) => object) {
  const server = createServer(async (request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*, content-type, isotype-request");
    let bytes = 0;
    for await (const chunk of request) bytes += chunk.length;
    response.end(request.method === "OPTIONS" ? "" : JSON.stringify(respond(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/rpc`;
}

it("reports the progress of an upload", async () => {
  const url = await serveForeign((bytes) => ({ result: { data: `${bytes} bytes` } }));
  const progress: [string, number, number | undefined][] = [];
  const link = upload({ url, onProgress: ({ loaded: sent, total }, { path }) => progress.push([path, sent, total]) });
  const client = createClient(api, { links: [link] });
  expect(await client.upload(new Blob(["x".repeat(300_000)]))).toBe("300000 bytes");
  // jsdom reports progress without a total.
  expect(progress[0]).toEqual(["upload", 0, undefined]);
});

it("aborts an upload, and rejects if the server is unreachable", async () => {
  const url = await serveForeign(() => new Promise(() => {}));
  const stop = new AbortController();
  const link = upload({ url, onProgress: () => stop.abort() });
  const client = createClient(api, { links: [link] });
  const call = client.upload(new Uint8Array(300_000), { signal: stop.signal });
  await expect(call).rejects.toMatchObject({ code: "ABORTED" });
  const astray = createClient(api, { links: [upload({ url: "http://127.0.0.1:9/rpc", onProgress: () => {} })] });
  await expect(astray.upload(new Uint8Array(3))).rejects.toMatchObject({ code: "NETWORK" });
});

it("does not send an upload that is aborted while its headers resolve", async () => {
  let came = 0;
  const url = await serveForeign((bytes) => ({ result: { data: (came += bytes) } }));
  const stop = new AbortController();
  const headers = async () => {
    stop.abort();
    return {};
  };
  const client = createClient(api, { links: [upload({ url, headers, onProgress: () => {} })] });
  const call = client.upload(new Uint8Array(300_000), { signal: stop.signal });
  await expect(call).rejects.toMatchObject({ code: "ABORTED" });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(came).toBe(0);
});

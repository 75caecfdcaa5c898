import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { errorEnvelope, json, type RecordedRequest, startHttpServer, waitUntil } from "../../tests/http-server.js";
import { api, startTrpcServer } from "../../tests/trpc-server.js";
import { createClient, type Link, safe } from "../index.js";
import { type BatchOptions, batchStream, dedupe, timeout } from "./index.js";

async function start(options: Partial<BatchOptions> = {}, ...before: Link[]) {
  const { url, responses } = await startTrpcServer();
  return { client: createClient(api, { links: [...before, batchStream({ url, ...options })] }), responses };
}

/** Starts a server whose response body the test writes. */
async function scripted(write: (response: ServerResponse, request: RecordedRequest) => void) {
  const { url, requests } = await startHttpServer((request, response) => {
    if (request.url.includes("mutation")) return json(response, {});
    response.writeHead(200, { "content-type": "application/json" });
    write(response, request);
  });
  return { client: createClient(api, { links: [batchStream({ url })] }), requests };
}

async function gather<T>(values: AsyncIterable<T>, count = Number.POSITIVE_INFINITY): Promise<T[]> {
  const collected: T[] = [];
  for await (const value of values) if (collected.push(value) === count) break;
  return collected;
}

describe("batchStream, against tRPC's server", () => {
  it("resolves each call as soon as its output arrives", async () => {
    const { client } = await start();
    const order: string[] = [];
    const note = (name: string) => () => void order.push(name);
    await Promise.all([
      client.wait(500).then(note("slow")),
      client.ping().then(note("fast")),
      client.fail().catch(note("failed")),
      client.nothing().then(note("nothing")),
    ]);
    expect(order.at(-1)).toBe("slow");
    expect(await client.echo({ é: [1] })).toEqual({ é: [1] });
    expect(await client.nothing()).toBeNull();
    await expect(client.fail()).rejects.toMatchObject({ code: "CONFLICT", status: 409, path: "fail" });
  });

  it("yields streams, their errors, and deferred fields", async () => {
    const { client } = await start();
    expect(await gather(await client.list())).toEqual([1, 2, 3]);
    const values = (await client.broken())[Symbol.asyncIterator]();
    expect(await values.next()).toEqual({ done: false, value: 1 });
    await expect(values.next()).rejects.toMatchObject({ code: "CONFLICT", message: "midway" });
    const { now, later, never } = await client.deferred();
    expect([now, await later]).toEqual([1, "x"]);
    await expect(never).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("closes the connection when the last stream is left", async () => {
    const { client, responses } = await start();
    const [one, two] = await Promise.all([client.endless(), client.endless()]);
    expect(await gather(one, 2)).toEqual([1, 2]);
    expect(await gather(two, 5)).toEqual([1, 2, 3, 4, 5]);
    await waitUntil(() => responses.open === 0);
  });

  it("ends a stream when its caller aborts", async () => {
    const { client, responses } = await start();
    const stop = new AbortController();
    const values = await client.endless(undefined, { signal: stop.signal });
    const all = safe(gather(values));
    stop.abort();
    expect((await all).error?.code).toBe("ABORTED");
    await waitUntil(() => responses.open === 0);
  });

  it.each([
    ["timeout()", timeout({ ms: 60_000 })],
    ["dedupe()", dedupe()],
  ])("ends a stream when its caller aborts through %s", async (_, link) => {
    const { client, responses } = await start({}, link);
    const stop = new AbortController();
    const all = safe(gather(await client.endless(undefined, { signal: stop.signal })));
    stop.abort();
    expect((await all).error?.code).toBe("ABORTED");
    await waitUntil(() => responses.open === 0);
  });

  it("gives each caller its own stream through dedupe()", async () => {
    const { client } = await start({}, dedupe());
    const streams = await Promise.all([client.list(), client.list(), client.list()]);
    expect(await Promise.all(streams.map((values) => gather(values)))).toEqual(Array(3).fill([1, 2, 3]));
  });
});

describe("batchStream", () => {
  it("requests JSON Lines, and rejects every call with an error of the whole request", async () => {
    const { url, requests } = await startHttpServer((_, response) =>
      json(response, errorEnvelope("PAYLOAD_TOO_LARGE", -32013, 413), 413),
    );
    const client = createClient(api, { links: [batchStream({ url })] });
    const made = await Promise.all([safe(client.ping()), safe(client.whoami())]);
    expect(made.map(({ error }) => error?.code)).toEqual(["PAYLOAD_TOO_LARGE", "PAYLOAD_TOO_LARGE"]);
    expect(requests.map((request) => [request.url, request.headers["trpc-accept"]])).toEqual([
      ["/rpc/ping,whoami?batch=1&input=%7B%7D", "application/jsonl"],
    ]);
  });

  it("rejects pending values when the body ends or fails, and keeps received ones", async () => {
    const { client } = await scripted((response) =>
      response.end('{"0":[[0],[null,0,0]],"1":[[0],[null,0,1]]}\n[1,0,[[{"result":{"data":"here"}}]]]\n'),
    );
    const [lost, kept] = await Promise.all([safe(client.ping()), safe(client.whoami())]);
    expect([lost.error?.code, lost.error?.path, kept.data]).toEqual(["NETWORK", "ping", "here"]);

    const torn = await scripted((response) => {
      response.write('{"0":[[{"result":0}],["result",0,0]]}\n[0,0,[[{"data":0}],["data",1,1]]]\n[1,1,[[1]]]\n');
      setTimeout(() => response.destroy(), 20);
    });
    const values = (await torn.client.list())[Symbol.asyncIterator]();
    expect(await values.next()).toEqual({ done: false, value: 1 });
    await expect(values.next()).rejects.toMatchObject({ code: "NETWORK" });
  });

  it.each(["", "<html>\n", "[1]\n", "7\n", '{"0":[[0],[null,0,0]]}\noops\n', "{}\n"])(
    "rejects the malformed body %j",
    async (body) => {
      const { client } = await scripted((response) => response.end(body));
      const { error } = await safe(client.ping());
      expect(error?.code).toBe(body === "" ? "NETWORK" : "MALFORMED_RESPONSE");
    },
  );

  it("aborts the request when all its callers abort", async () => {
    const { client, requests } = await scripted((response) => response.write('{"0":[[0],[null,0,0]]}\n'));
    const stop = new AbortController();
    const call = safe(client.ping(undefined, { signal: stop.signal }));
    await waitUntil(() => requests.length === 1);
    stop.abort();
    expect((await call).error?.code).toBe("ABORTED");
    await waitUntil(() => requests[0]?.closed === true);
  });
});

import { describe, expect, it } from "vitest";
import { api } from "../../tests/api.js";
import { type RequestHandler, errorEnvelope, json, startHttpServer, waitUntil } from "../../tests/http-server.js";
import { createClient, safe } from "../index.js";
import { http } from "./index.js";

async function start(handler: RequestHandler) {
  const { url, requests, server } = await startHttpServer(handler);
  return { client: createClient(api, { links: [http({ url })] }), requests, server };
}

describe("http", () => {
  it("sends queries by GET and mutations by POST", async () => {
    const { client, requests } = await start((_, response) =>
      json(response, { result: { data: { id: "1", title: "é" } } }),
    );
    expect(await client.posts.byId({ id: "a&b" })).toEqual({ id: "1", title: "é" });
    await client.posts.create({ title: "x" });
    await client.ping();
    expect(requests.map(({ method, url, body }) => [method, decodeURIComponent(url), body])).toEqual([
      ["GET", '/rpc/posts.byId?input={"id":"a&b"}', ""],
      ["POST", "/rpc/posts.create", '{"title":"x"}'],
      ["GET", "/rpc/ping", ""],
    ]);
    expect(requests[1]?.headers["content-type"]).toBe("application/json");
  });

  it("rejects with the declared error, status and request id", async () => {
    const { client } = await start((_, response) =>
      json(response, errorEnvelope("CONFLICT", -32009, 409, { type: "TitleTaken", by: "7" }), 409),
    );
    const made = await safe(client.posts.create({ title: "x" }));
    expect(made.error).toMatchObject({
      code: "CONFLICT",
      status: 409,
      path: "a.b",
      data: { type: "TitleTaken", by: "7" },
    });
  });

  it("resolves to null if the output is omitted", async () => {
    const { client } = await start((_, response) => json(response, { result: {} }));
    expect(await client.ping()).toBeNull();
  });

  it.each([
    "<html>bad gateway</html>",
    "",
    "null",
    "[]",
    "7",
    "{}",
    '{"result":7}',
    '{"error":{}}',
    '{"error":"no"}',
    '{"error":{"message":1,"code":"x"}}',
  ])("rejects %j as malformed", async (body) => {
    const { client } = await start((_, response) => response.writeHead(502).end(body));
    await expect(client.ping()).rejects.toMatchObject({ code: "MALFORMED_RESPONSE", status: 502, path: "ping" });
  });

  it("distinguishes a network error from an invalid request", async () => {
    const { client, server } = await start(() => {});
    server.close();
    await expect(client.ping()).rejects.toMatchObject({ code: "NETWORK" });
    const astray = createClient(api, { links: [http({ url: "/rpc" })] });
    await expect(astray.ping()).rejects.toMatchObject({ code: "CLIENT" });
    await expect(client.ping(undefined, { headers: { "bad name": "1" } })).rejects.toMatchObject({ code: "CLIENT" });
  });

  it("rejects a truncated response", async () => {
    const { client } = await start((_, response) => {
      response.writeHead(200, { "content-length": 100 }).write('{"res');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(client.ping()).rejects.toMatchObject({ code: "NETWORK" });
  });

  it("rejects inputs that JSON cannot represent before sending", async () => {
    const { client, requests } = await start((_, response) => json(response, {}));
    await expect(client.posts.byId({ id: 1n as unknown as string })).rejects.toMatchObject({ code: "CLIENT" });
    expect(requests).toEqual([]);
  });

  it("closes the connection of an aborted call", async () => {
    const { client, requests } = await start(() => {});
    const stop = new AbortController();
    const call = client.ping(undefined, { signal: stop.signal });
    await waitUntil(() => requests.length === 1);
    stop.abort();
    await expect(call).rejects.toMatchObject({ code: "ABORTED" });
    await waitUntil(() => requests[0]?.closed === true);
  });

  it("rejects subscriptions and names the link that sends them", async () => {
    const { client } = await start(() => {});
    await expect(client.posts.watch()[Symbol.asyncIterator]().next()).rejects.toThrow("sse(");
  });
});

import type { ServerResponse } from "node:http";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { api, type Post } from "../../tests/api.js";
import { type RequestHandler, errorEnvelope, json, startHttpServer, waitUntil } from "../../tests/http-server.js";
import { type ConnectionState, createClient, safe, type Stream } from "../index.js";
import { bearer, local, logger, type SseOptions, sse } from "./index.js";

const QUICK = { initialDelayMs: 5, maxDelayMs: 20 };

function open(response: ServerResponse, connected = "{}"): ServerResponse {
  response.writeHead(200, { "content-type": "text/event-stream" }).write(`event: connected\ndata: ${connected}\n\n`);
  return response;
}

const value = (id: string) => `data: {"id":"${id}"}\nid: ${id}\n\n`;
const shape = (code: string, number: number, status: number) =>
  JSON.stringify(errorEnvelope(code, number, status, { type: code }).error);

async function start(handler: RequestHandler, options: Partial<SseOptions> = {}) {
  const { url, requests, server } = await startHttpServer(handler);
  return { client: createClient(api, { links: [sse({ url, backoff: QUICK, ...options })] }), url, requests, server };
}

async function ids(stream: Stream<Post, unknown>, count = Number.POSITIVE_INFINITY): Promise<string[]> {
  const collected: string[] = [];
  for await (const { id } of stream) if (collected.push(id) === count) break;
  return collected;
}

describe("sse", () => {
  it("yields values until the server returns", async () => {
    const { client, requests } = await start((_, response) =>
      open(response).end(`${value("1")}${value("2")}event: return\ndata:\n\n`),
    );
    expect(await ids(client.posts.watch())).toEqual(["1", "2"]);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers.accept).toBe("text/event-stream");
  });

  it("closes the connection on break, on return while waiting, and on abort", async () => {
    const { client, requests } = await start((_, response) => open(response).write(value("1")));
    expect(await ids(client.posts.watch(), 1)).toEqual(["1"]);
    await waitUntil(() => requests[0]?.closed === true);

    const iterator = client.posts.watch()[Symbol.asyncIterator]();
    await iterator.next();
    const pending = iterator.next();
    await iterator.return?.();
    expect(await pending).toEqual({ done: true, value: undefined });
    await waitUntil(() => requests[1]?.closed === true);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });

    const stop = new AbortController();
    const all = ids(client.posts.watch(undefined, { signal: stop.signal }));
    await waitUntil(() => requests.length === 3);
    stop.abort();
    await expect(all).rejects.toMatchObject({ code: "ABORTED" });
    await waitUntil(() => requests[2]?.closed === true);
  });

  it("resumes after the last event id, with a new token", async () => {
    const { url, requests } = await startHttpServer((_, response, count) => {
      if (count === 1) open(response).end(`${value("1")}data: {"id":"x"}\nid:\n\n`);
      else if (count === 2) response.destroy();
      else open(response).end(`${value("2")}event: return\ndata:\n\n`);
    });
    let tokenCount = 0;
    const client = createClient(api, { links: [bearer(() => `t${++tokenCount}`), sse({ url, backoff: QUICK })] });
    expect(await ids(client.posts.watch())).toEqual(["1", "x", "2"]);
    expect(requests.map(({ headers }) => [headers["last-event-id"], headers.authorization])).toEqual([
      [undefined, "Bearer t1"],
      ["1", "Bearer t2"],
      ["1", "Bearer t3"],
    ]);
  });

  it("keeps the event id that the server clears and restores", async () => {
    const { client, requests } = await start((_, response, count) => {
      if (count === 1) open(response).end("event: restore-id\ndata:\nid: 9\n\n");
      else open(response).end("event: return\ndata:\n\n");
    });
    expect(await ids(client.posts.watch())).toEqual([]);
    expect(requests[1]?.headers["last-event-id"]).toBe("9");
  });

  it("reads characters and line ends that are split between chunks", async () => {
    const bytes = Buffer.from(
      'event: connected\r\ndata: {}\r\n\r\ndata: {"id":"🦀é"}\r\n\r\nevent: return\r\ndata:\r\n\r\n',
    );
    const { client } = await start(async (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
      for (const byte of bytes) {
        response.write(Buffer.of(byte));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      response.end();
    });
    expect(await ids(client.posts.watch())).toEqual(["🦀é"]);
  });

  it("reconnects after server errors, in the stream and in the response", async () => {
    const { client, requests } = await start((_, response, count) => {
      if (count === 1)
        open(response).end(`event: serialized-error\ndata: ${shape("SERVICE_UNAVAILABLE", -32603, 503)}\n\n`);
      else if (count === 2) response.writeHead(502).end("<html>");
      else if (count === 3) json(response, errorEnvelope("INTERNAL_SERVER_ERROR", -32603, 500), 500);
      else open(response).end(`${value("1")}event: return\ndata:\n\n`);
    });
    expect(await ids(client.posts.watch())).toEqual(["1"]);
    expect(requests).toHaveLength(4);
  });

  it.each<[string, string, RequestHandler]>([
    [
      "a refusal",
      "UNAUTHORIZED",
      (_, r) => open(r).end(`event: serialized-error\ndata: ${shape("UNAUTHORIZED", -32001, 401)}\n\n`),
    ],
    ["an unknown procedure", "NOT_FOUND", (_, r) => json(r, errorEnvelope("NOT_FOUND", -32004, 404), 404)],
    ["an error without a shape", "MALFORMED_RESPONSE", (_, r) => open(r).end("event: serialized-error\ndata: 7\n\n")],
    ["a value that is not JSON", "MALFORMED_RESPONSE", (_, r) => open(r).end("data: {oops\n\n")],
    [
      "a page instead of events",
      "MALFORMED_RESPONSE",
      (_, r) => r.writeHead(200, { "content-type": "text/html" }).end("<p>"),
    ],
    ["a result instead of events", "MALFORMED_RESPONSE", (_, r) => json(r, { result: { data: 1 } })],
  ])("ends on %s", async (_, code, handler) => {
    const { client, requests } = await start(handler);
    await expect(ids(client.posts.watch())).rejects.toMatchObject({ code });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests).toHaveLength(1);
  });

  it("does not limit the time for the body of an error response", async () => {
    const { client } = await start(
      (_, response) => {
        response.writeHead(400, { "content-type": "application/json" }).flushHeaders();
        setTimeout(() => response.end(JSON.stringify(errorEnvelope("BAD_REQUEST", -32600, 400))), 80);
      },
      { reconnectAfterInactivityMs: 30 },
    );
    await expect(ids(client.posts.watch())).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("ends on status 204", async () => {
    const { client } = await start((_, response) => response.writeHead(204).end());
    expect(await ids(client.posts.watch())).toEqual([]);
  });

  it("reconnects after the announced inactivity, unless pings arrive", async () => {
    const { client, requests } = await start((_, response, count) => {
      open(response, '{"reconnectAfterInactivityMs":60}');
      if (count > 1) return void response.end(`${value("2")}event: return\ndata:\n\n`);
      let pings = 0;
      const timer = setInterval(() => {
        response.write(pings === 5 ? value("1") : "event: ping\ndata:\n\n");
        if (++pings > 5) clearInterval(timer);
      }, 20);
    });
    expect(await ids(client.posts.watch())).toEqual(["1", "2"]);
    expect(requests).toHaveLength(2);
    await waitUntil(() => requests[0]?.closed === true);
  });

  it("reports each state, and increases the delay until a connection works", async () => {
    const states: ConnectionState["state"][] = [];
    const waits: number[] = [];
    const { client } = await start(
      (_, response, count) => {
        if (count < 4) response.destroy();
        else if (count === 4) open(response).end(value("1"));
        else open(response).end("event: return\ndata:\n\n");
      },
      { backoff: { initialDelayMs: 4, maxDelayMs: 1000 } },
    );
    const onConnection = (now: ConnectionState) => {
      states.push(now.state);
      if (now.state === "reconnecting") waits.push(now.retryAt - Date.now());
    };
    await ids(client.posts.watch(undefined, { onConnectionStateChange: onConnection }));
    expect(waits).toHaveLength(4);
    for (const [index, most] of [4, 8, 16, 4].entries()) expect(waits[index]).toBeLessThanOrEqual(most);
    expect(states.slice(-5)).toEqual(["connecting", "open", "reconnecting", "connecting", "open"]);
  });

  it("increases the delay while connections send no events", async () => {
    const attempts: number[] = [];
    const fault = `event: serialized-error\ndata: ${shape("INTERNAL_SERVER_ERROR", -32603, 500)}\n\n`;
    const { client } = await start((_, response, count) => {
      open(response).end(["", fault, fault, `${value("1")}${fault}`, "event: return\ndata:\n\n"][count - 1]);
    });
    const onConnection = (now: ConnectionState) => {
      if (now.state === "reconnecting") attempts.push(now.attempt);
    };
    expect(await ids(client.posts.watch(undefined, { onConnectionStateChange: onConnection }))).toEqual(["1"]);
    expect(attempts).toEqual([1, 2, 3, 1]);
  });

  it("resets the delay after a connection that stayed open for long", async () => {
    let passed = 0;
    const now = Date.now.bind(Date);
    const clock = vi.spyOn(Date, "now").mockImplementation(() => now() + passed);
    onTestFinished(() => clock.mockRestore());
    const attempts: number[] = [];
    const { client } = await start(async (_, response, count) => {
      if (count === 4) return void open(response).end("event: return\ndata:\n\n");
      if (count < 3) return void response.destroy();
      open(response);
      await waitUntil(() => states.at(-1) === "open");
      passed = 31_000;
      response.end();
    });
    const states: string[] = [];
    const onConnection = (connection: ConnectionState) => {
      states.push(connection.state);
      if (connection.state === "reconnecting") attempts.push(connection.attempt);
    };
    await ids(client.posts.watch(undefined, { onConnectionStateChange: onConnection }));
    expect(attempts).toEqual([1, 2, 1]);
  });

  it("waits at least as long as the server asks", async () => {
    const { client } = await start((_, response, count) => {
      if (count === 1) response.writeHead(503, { "retry-after": "1" }).end();
      else open(response).end("event: return\ndata:\n\n");
    });
    const began = performance.now();
    await ids(client.posts.watch());
    expect(performance.now() - began).toBeGreaterThan(990);
  });

  it("survives a restart of the server", async () => {
    const { client, server, url } = await start((_, response) => open(response).write(value("1")));
    const iterator = client.posts.watch()[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toEqual({ id: "1" });
    const next = iterator.next();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    server.removeAllListeners("request");
    server.on("request", (request, response) =>
      open(response).write(value(`after ${request.headers["last-event-id"]}`)),
    );
    server.listen(Number(new URL(url).port), "127.0.0.1");
    expect((await next).value).toEqual({ id: "after 1" });
    await iterator.return?.();
  });

  it("connects on each iteration, and logs the end", async () => {
    const { url, requests } = await startHttpServer((_, response) => open(response).write(value("1")));
    const entries: [number, unknown][] = [];
    const log = logger({ log: ({ valueCount: values, error }) => entries.push([values, error]) });
    const client = createClient(api, { links: [log, sse({ url })] });
    const stream = client.posts.watch();
    expect(requests).toEqual([]);
    await ids(stream, 1);
    await ids(stream, 1);
    expect(requests).toHaveLength(2);
    await waitUntil(() => entries.length === 2);
    expect(entries).toEqual([
      [1, undefined],
      [1, undefined],
    ]);
  });

  it("has one status for all subscriptions, and closes them", async () => {
    const { url, requests } = await startHttpServer((request, response, count) => {
      if (request.url.includes("refused")) json(response, errorEnvelope("FORBIDDEN", -32003, 403), 403);
      else if (count > 1) open(response);
      else response.destroy();
    });
    const link = sse({ url, backoff: QUICK });
    const client = createClient(api, { links: [link] });
    const states: string[] = [];
    link.status.subscribe(() => states.push(link.status.get().state));
    const both = [client.posts.watch(), client.posts.watch()].map((values) => safe(ids(values)));
    await waitUntil(() => link.status.get().state === "open" && requests.length === 3);
    expect(states[0]).toBe("connecting");
    expect(states).toContain("reconnecting");
    link.close();
    expect((await Promise.all(both)).map(({ error }) => error?.code)).toEqual(["ABORTED", "ABORTED"]);
    expect(link.status.get()).toEqual({ state: "closed", error: undefined });
    const astray = createClient(api, { links: [sse({ url: `${url}/refused` }), link] });
    expect((await safe(ids(astray.posts.watch()))).error?.code).toBe("FORBIDDEN");
  });

  it("requests the input for each reconnect", async () => {
    const { client, requests } = await start((_, response, count) => {
      if (count === 1) open(response).end('data: {"id":"1"}\n\n');
      else open(response).end("event: return\ndata:\n\n");
    });
    let newest: unknown = null;
    const values = client.posts.watch(undefined, { resumeInput: () => newest as never });
    for await (const { id } of values) newest = { since: id };
    expect(requests.map((request) => decodeURIComponent(request.url))).toEqual([
      "/rpc/posts.watch",
      '/rpc/posts.watch?input={"since":"1"}',
    ]);
  });

  it("passes calls through", async () => {
    const { client } = await start(() => {});
    await expect(client.ping()).rejects.toMatchObject({ code: "CLIENT" });
    const both = createClient(api, { links: [sse({ url: "/" }), local({ ping: () => 7 })] });
    expect(await both.ping()).toBe(7);
  });
});

const unauthorizedEvent = `event: serialized-error\ndata: ${shape("UNAUTHORIZED", -32001, 401)}\n\n`;

/** Starts a server that accepts one generation of tokens and rejects connections with others. */
async function session(good: number, handler: (response: ServerResponse, count: number) => void) {
  const { url, requests } = await startHttpServer(({ headers }, response, count) => {
    if (headers.authorization === `Bearer ${good}`) handler(response, count);
    else if (headers.authorization === "Bearer 0") open(response).end(unauthorizedEvent);
    else json(response, errorEnvelope("UNAUTHORIZED", -32001, 401), 401);
  });
  const state = { token: 0, refreshes: 0 };
  const refreshAuth = async () => {
    state.refreshes += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
    state.token += 1;
  };
  const link = sse({
    url,
    backoff: QUICK,
    refreshAuth: refreshAuth,
    headers: () => ({ authorization: `Bearer ${state.token}` }),
  });
  return { client: createClient(api, { links: [link] }), link, state, requests };
}

describe("sse with an expired token", () => {
  it("refreshes the token once for all subscriptions", async () => {
    const { client, state, requests } = await session(1, (response) =>
      open(response).end(`${value("1")}event: return\ndata:\n\n`),
    );
    expect(await Promise.all([ids(client.posts.watch()), ids(client.posts.watch())])).toEqual([["1"], ["1"]]);
    expect([state.refreshes, requests.length]).toEqual([1, 4]);
  });

  it("refreshes the token each time it expires", async () => {
    const { client, state, requests } = await session(1, (response, count) => {
      if (count === 2) open(response).end(value("1"));
      else open(response).end(count === 3 ? unauthorizedEvent : `${value("2")}event: return\ndata:\n\n`);
      if (count === 3) state.token = 0;
    });
    expect(await ids(client.posts.watch())).toEqual(["1", "2"]);
    expect(state.refreshes).toBe(2);
    expect(requests.map(({ headers }) => headers["last-event-id"])).toEqual([undefined, undefined, "1", "1"]);
  });

  it("does not loop if the new token is rejected", async () => {
    const { client, link, state, requests } = await session(2, () => {});
    await expect(ids(client.posts.watch())).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect([state.refreshes, requests.length]).toEqual([1, 2]);
    expect(link.status.get()).toMatchObject({ state: "closed", error: { code: "UNAUTHORIZED" } });
  });

  it("ends with the error if the refresh fails", async () => {
    const { url } = await startHttpServer((_, response) => open(response).end(unauthorizedEvent));
    const refreshAuth = () => Promise.reject(new Error("signed out"));
    const link = sse({ url, refreshAuth: refreshAuth });
    await expect(ids(createClient(api, { links: [link] }).posts.watch())).rejects.toMatchObject({
      code: "CLIENT",
      message: "signed out",
    });
    expect(link.status.get()).toMatchObject({ state: "closed", error: { message: "signed out" } });
  });
});

import { describe, expect, it } from "vitest";
import { api } from "../../tests/api.js";
import { type RequestHandler, errorEnvelope, json, startHttpServer, waitUntil } from "../../tests/http-server.js";
import { createClient, type ErrorCode, IsotypeError, type Link, safe } from "../index.js";
import {
  batch,
  dedupe,
  http,
  type LogEntry,
  local,
  logger,
  type RetryOptions,
  retry,
  split,
  timeout,
} from "./index.js";

const QUICK = { initialDelayMs: 2, maxDelayMs: 4 };

/** Fails once per code, then responds with the number of calls made. */
function failing(...codes: [ErrorCode, number?][]) {
  let calls = 0;
  const link: Link = () => ({
    call: async () => {
      const next = codes[calls++];
      if (next) throw new IsotypeError("no", { code: next[0], status: next[1] });
      return calls;
    },
    subscribe: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error("once")) }) }),
  });
  return { link, calls: () => calls };
}

function retrying(options: RetryOptions, ...codes: [ErrorCode, number?][]) {
  const { link, calls } = failing(...codes);
  return { client: createClient(api, { links: [retry({ backoff: QUICK, ...options }), link] }), calls };
}

describe("retry", () => {
  it("retries queries after transient errors", async () => {
    const { client } = retrying({}, ["NETWORK"], ["SERVICE_UNAVAILABLE", 503]);
    expect(await client.ping()).toBe(3);
  });

  it("stops after the last attempt, and immediately for permanent errors", async () => {
    const often = retrying({ maxAttempts: 2 }, ["NETWORK"], ["NETWORK"], ["NETWORK"]);
    await expect(often.client.ping()).rejects.toMatchObject({ code: "NETWORK" });
    expect(often.calls()).toBe(2);
    const stays = retrying({}, ["CONFLICT", 409]);
    await expect(stays.client.ping()).rejects.toMatchObject({ code: "CONFLICT" });
    expect(stays.calls()).toBe(1);
  });

  it("retries a mutation only with an idempotency key", async () => {
    const { client, calls } = retrying({ kinds: "mutation" }, ["NETWORK"], ["NETWORK"]);
    await expect(client.posts.create({ title: "x" })).rejects.toMatchObject({ code: "NETWORK" });
    expect(calls()).toBe(1);
    expect(await client.posts.create({ title: "x" }, { idempotencyKey: "k" })).toBe(3);
    const queries = retrying({ kinds: "query" }, ["NETWORK"]);
    const named = queries.client.posts.create({ title: "x" }, { idempotencyKey: "k" });
    await expect(named).rejects.toMatchObject({ code: "NETWORK" });
    const custom = retrying({ shouldRetry: ({ code }) => code === "CONFLICT" }, ["CONFLICT"]);
    expect(await custom.client.ping()).toBe(2);
  });

  it("retries an idempotent mutation with the same key, and gives each call its own key", async () => {
    const keys: Array<string | undefined> = [];
    const keyed: Link = () => ({
      async call({ idempotencyKey }) {
        keys.push(idempotencyKey);
        if (keys.length === 1) throw new IsotypeError("lost", { code: "NETWORK" });
        return keys.length;
      },
    });
    const once = { ...api, idempotent: ["posts.create"] };
    const client = createClient(once, { links: [retry({ backoff: { initialDelayMs: 1, maxDelayMs: 1 } }), keyed] });
    expect(await client.posts.create({ title: "x" })).toBe(2);
    await client.posts.create({ title: "x" });
    await client.posts.create({ title: "x" }, { idempotencyKey: "mine" });
    await client.ping();
    const [first, again, second, ...others] = keys;
    expect(first).toMatch(/^\d+(,\d+){3}$/);
    expect(again).toBe(first);
    expect(second).not.toBe(first);
    expect(others).toEqual(["mine", undefined]);
  });

  it("stops waiting when the caller aborts", async () => {
    const { client, calls } = retrying({ backoff: { initialDelayMs: 60_000, maxDelayMs: 60_000 } }, ["NETWORK"]);
    const stop = new AbortController();
    const call = client.ping(undefined, { signal: stop.signal });
    setTimeout(() => stop.abort(), 10);
    await expect(call).rejects.toMatchObject({ code: "ABORTED" });
    expect(calls()).toBe(1);
  });
});

describe("retry, against a server", () => {
  it("waits at least as long as the server asks", async () => {
    const { url, requests } = await startHttpServer((_, response, count) => {
      if (count === 1) response.setHeader("retry-after", "1");
      if (count < 2) json(response, errorEnvelope("TOO_MANY_REQUESTS", -32029, 429), 429);
      else json(response, { result: { data: count } });
    });
    const client = createClient(api, { links: [retry({ backoff: QUICK }), http({ url })] });
    const began = performance.now();
    expect(await client.ping()).toBe(2);
    expect(performance.now() - began).toBeGreaterThan(990);
    expect(requests).toHaveLength(2);
  });

  it("rejects with the delay if the server asks for too long a wait", async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const { url, requests } = await startHttpServer((_, response, count) => {
      response.setHeader("retry-after", count === 1 ? "120" : date);
      if (count === 1) json(response, errorEnvelope("SERVICE_UNAVAILABLE", -32603, 503), 503);
      else response.writeHead(503).end("<html>");
    });
    const client = createClient(api, { links: [retry({ backoff: QUICK }), http({ url })] });
    await expect(client.ping()).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE", retryAfterMs: 120_000 });
    const { error } = await safe(client.ping());
    expect(error?.code).toBe("MALFORMED_RESPONSE");
    expect(error?.retryAfterMs).toBeGreaterThan(3_500_000);
    expect(requests).toHaveLength(2);
  });
});

describe("dedupe", () => {
  const slowly: RequestHandler = (_, response, count) =>
    void setTimeout(() => json(response, { result: { data: count } }), 30);

  async function start(handler = slowly) {
    const { url, requests } = await startHttpServer(handler);
    return { client: createClient(api, { links: [dedupe(), http({ url })] }), requests };
  }

  it("shares one call between equal queries in flight", async () => {
    const { client, requests } = await start();
    const same = [client.posts.find("a"), client.posts.find("a")];
    const others = [client.posts.find("b"), client.posts.find(null), client.posts.find()];
    const [one, two] = await Promise.all(same);
    await Promise.all(others);
    expect(one).toBe(two);
    expect(requests).toHaveLength(4);
    expect(await client.posts.find("a")).not.toBe(one);
  });

  it("does not share mutations, or queries with their own headers or context", async () => {
    const { client, requests } = await start();
    await Promise.all([
      client.posts.create({ title: "x" }),
      client.posts.create({ title: "x" }),
      client.ping(),
      client.ping(undefined, { headers: { "x-a": "1" } }),
      client.ping(undefined, { context: { alone: true } }),
    ]);
    expect(requests).toHaveLength(5);
  });

  it("aborts the call only when all its callers abort", async () => {
    const { client, requests } = await start();
    const [one, two] = [new AbortController(), new AbortController()];
    const calls = [one, two].map(({ signal }) => safe(client.ping(undefined, { signal })));
    const third = client.posts.find("kept");
    one.abort();
    expect((await calls[0])?.error?.code).toBe("ABORTED");
    expect((await calls[1])?.data).toBeDefined();
    const stop = new AbortController();
    const both = [0, 1].map(() => safe(client.ping(undefined, { signal: stop.signal })));
    await third;
    await waitUntil(() => requests.length === 3);
    stop.abort();
    expect((await Promise.all(both)).map(({ error }) => error?.code)).toEqual(["ABORTED", "ABORTED"]);
    await waitUntil(() => requests[2]?.closed === true);
  });
});

describe("timeout", () => {
  it("rejects, aborts the request, and sends the remaining time", async () => {
    const { url, requests } = await startHttpServer(() => {});
    const client = createClient(api, { links: [timeout({ ms: 40 }), http({ url })] });
    await expect(client.ping()).rejects.toMatchObject({ code: "TIMEOUT", path: "ping" });
    await waitUntil(() => requests[0]?.closed === true);
    const remainingMs = Number(requests[0]?.headers["isotype-timeout-ms"]);
    expect(remainingMs).toBeGreaterThan(0);
    expect(remainingMs).toBeLessThanOrEqual(40);
  });

  it("limits all attempts together before retry(), and each attempt after it", async () => {
    const { url, requests } = await startHttpServer((_, response, count) => {
      if (count > 2) json(response, { result: { data: count } });
    });
    const each = createClient(api, { links: [retry({ backoff: QUICK }), timeout({ ms: 500 }), http({ url })] });
    expect(await each.ping()).toBe(3);
    requests.length = 0;
    const stuck = await startHttpServer(() => {});
    const all = createClient(api, { links: [timeout({ ms: 500 }), retry({ backoff: QUICK }), http(stuck)] });
    await expect(all.ping()).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(stuck.requests).toHaveLength(1);
  });

  it("sends the longest remaining time of a batch", async () => {
    const { url, requests } = await startHttpServer((_, response) => json(response, [{ result: {} }, { result: {} }]));
    const client = createClient(api, {
      links: [
        split({
          condition: ({ path }) => path === "ping",
          use: timeout({ ms: 1_000 }),
          otherwise: timeout({ ms: 9_000 }),
        }),
        batch({ url }),
      ],
    });
    await Promise.all([client.ping(), client.posts.find(null)]);
    expect(requests).toHaveLength(1);
    expect(Number(requests[0]?.headers["isotype-timeout-ms"])).toBeGreaterThan(8_000);
  });

  it("reports an abort as an abort", async () => {
    const { url } = await startHttpServer(() => {});
    const client = createClient(api, { links: [timeout({ ms: 60_000 }), http({ url })] });
    await expect(client.ping(undefined, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "ABORTED" });
  });
});

describe("local", () => {
  it("runs handlers without a server", async () => {
    const client = createClient(api, {
      links: [
        local({
          "posts.byId": ({ id }: { id: string }) => ({ id, title: "here" }),
          "posts.create": () => {
            throw new IsotypeError("taken", { code: "CONFLICT", data: { type: "TitleTaken", by: "1" } });
          },
          ping: () => undefined,
          "posts.watch": async function* () {
            yield { id: "1", title: "a" };
          },
        }),
      ],
    });
    expect(await client.posts.byId({ id: "7" })).toEqual({ id: "7", title: "here" });
    expect(await client.ping()).toBeNull();
    expect((await safe(client.posts.create({ title: "x" }))).error?.data?.type).toBe("TitleTaken");
    for await (const { id } of client.posts.watch()) expect(id).toBe("1");
    await expect(client.toString.constructor()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("split", () => {
  const named =
    (name: string): Link =>
    () => ({
      call: async () => name,
      async *subscribe() {
        yield name;
      },
    });

  it("selects links by kind", async () => {
    const client = createClient(api, {
      links: [split({ mutation: named("m"), subscription: named("s"), otherwise: named("o") })],
    });
    expect(await client.ping()).toBe("o");
    expect(await client.posts.create({ title: "x" })).toBe("m");
    for await (const value of client.posts.watch()) expect(value).toBe("s");
  });

  it("selects several links by a condition", async () => {
    const loud: Link = (next) => ({ ...next, call: async (operation) => `${await next.call(operation)}!` });
    const when = split({
      condition: ({ context }) => context["alone"] === true,
      use: [loud, named("a")],
      otherwise: named("b"),
    });
    const client = createClient(api, { links: [when] });
    expect(await client.ping(undefined, { context: { alone: true } })).toBe("a!");
    expect(await client.ping()).toBe("b");
  });
});

describe("logger", () => {
  it("logs the outcome of each call", async () => {
    const entries: LogEntry[] = [];
    const client = createClient(api, {
      links: [logger({ log: (entry) => entries.push(entry) }), failing(["CONFLICT"]).link],
    });
    await client.ping().catch(() => {});
    await client.ping();
    expect(entries.map(({ operation, valueCount: values, error }) => [operation.path, values, error?.code])).toEqual([
      ["ping", 0, "CONFLICT"],
      ["ping", 1, undefined],
    ]);
  });
});

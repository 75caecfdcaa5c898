import { describe, expect, it } from "vitest";
import { api } from "../../tests/api.js";
import { createClient, type ErrorCode, IsotypeError, type Link } from "../index.js";
import { type LogEntry, logger, type RetryOptions, retry, split } from "./index.js";

const QUICK = { firstMs: 2, maxMs: 4 };

/** Fails as often as there are codes, then answers with the number of calls made. */
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
  it("repeats queries that failed for a passing reason", async () => {
    const { client } = retrying({}, ["NETWORK"], ["SERVICE_UNAVAILABLE", 503]);
    expect(await client.ping()).toBe(3);
  });

  it("stops after its attempts, and at once for reasons that stay", async () => {
    const often = retrying({ attempts: 2 }, ["NETWORK"], ["NETWORK"], ["NETWORK"]);
    await expect(often.client.ping()).rejects.toMatchObject({ code: "NETWORK" });
    expect(often.calls()).toBe(2);
    const stays = retrying({}, ["CONFLICT", 409]);
    await expect(stays.client.ping()).rejects.toMatchObject({ code: "CONFLICT" });
    expect(stays.calls()).toBe(1);
  });

  it("repeats mutations only where told to", async () => {
    const { client, calls } = retrying({}, ["NETWORK"]);
    await expect(client.posts.create({ title: "x" })).rejects.toMatchObject({ code: "NETWORK" });
    expect(calls()).toBe(1);
    const told = retrying({ only: ["query", "mutation"] }, ["NETWORK"]);
    expect(await told.client.posts.create({ title: "x" })).toBe(2);
    const asked = retrying({ when: ({ code }) => code === "CONFLICT" }, ["CONFLICT"]);
    expect(await asked.client.ping()).toBe(2);
  });

  it("stops waiting when the caller gives up", async () => {
    const { client, calls } = retrying({ backoff: { firstMs: 60_000, maxMs: 60_000 } }, ["NETWORK"]);
    const stop = new AbortController();
    const call = client.ping(undefined, { signal: stop.signal });
    setTimeout(() => stop.abort(), 10);
    await expect(call).rejects.toMatchObject({ code: "ABORTED" });
    expect(calls()).toBe(1);
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

  it("goes by kind", async () => {
    const client = createClient(api, {
      links: [split({ mutation: named("m"), subscription: named("s"), otherwise: named("o") })],
    });
    expect(await client.ping()).toBe("o");
    expect(await client.posts.create({ title: "x" })).toBe("m");
    for await (const value of client.posts.watch()) expect(value).toBe("s");
  });

  it("goes by a question, down several links", async () => {
    const loud: Link = (next) => ({ ...next, call: async (operation) => `${await next.call(operation)}!` });
    const when = split({
      when: ({ context }) => context["alone"] === true,
      use: [loud, named("a")],
      otherwise: named("b"),
    });
    const client = createClient(api, { links: [when] });
    expect(await client.ping(undefined, { context: { alone: true } })).toBe("a!");
    expect(await client.ping()).toBe("b");
  });
});

describe("logger", () => {
  it("tells how a call ended", async () => {
    const told: LogEntry[] = [];
    const client = createClient(api, {
      links: [logger({ log: (entry) => told.push(entry) }), failing(["CONFLICT"]).link],
    });
    await client.ping().catch(() => {});
    await client.ping();
    expect(told.map(({ operation, values, error }) => [operation.path, values, error?.code])).toEqual([
      ["ping", 0, "CONFLICT"],
      ["ping", 1, undefined],
    ]);
  });
});

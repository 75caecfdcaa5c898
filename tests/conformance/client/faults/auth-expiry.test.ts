import { api, type Client } from "@conformance/bindings";
import { createClient, type Link } from "@isotype/client";
import { bearer, type ConnectionLink, sse, ws } from "@isotype/client/links";
import { WebSocket } from "ws";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { ConformanceServer } from "../support/conformance-server";
import { waitUntil } from "../support/net";

const QUICK = { initialDelayMs: 5, maxDelayMs: 40 };
const STEPS = (to: number) => Array.from({ length: to }, (_, index) => ({ i: index + 1 }));
/** Lifetime of a token: long enough to connect on a busy machine, but shorter than the subscription. */
const LEASE_MS = 1_000;

/** Returns a token that expires after `ms`. */
const lease = (ms: number) => `until:${Date.now() + ms}`;

let server: ConformanceServer;
beforeAll(async () => {
  server = await ConformanceServer.start();
});
afterAll(() => server.kill());

/** Creates a session whose token changes only when it is refreshed. */
function session(ms: number) {
  const state = { token: lease(ms), used: new Set<string>(), refreshes: 0 };
  const refreshAuth = async () => {
    state.refreshes += 1;
    state.token = lease(ms);
  };
  const use = () => {
    state.used.add(state.token);
    return state.token;
  };
  return { state, refreshAuth, use };
}

/** Creates a client over the link, which is closed after the test. */
function over(live: ConnectionLink, ...before: Link[]): Client {
  onTestFinished(live.close);
  return createClient(api, { links: [...before, live] });
}

async function gather<T>(values: AsyncIterable<T>): Promise<T[]> {
  const got: T[] = [];
  for await (const value of values) got.push(value);
  return got;
}

describe("a token that expires during a subscription", () => {
  it("is refreshed over ws, and the subscription resumes after its last event", async () => {
    const { state, refreshAuth, use } = session(LEASE_MS);
    const states: string[] = [];
    const live = ws({
      url: server.at(),
      WebSocket,
      backoff: QUICK,
      connectionParams: () => ({ token: use() }),
      refreshAuth: refreshAuth,
    });
    live.status.subscribe(() => states.push(live.status.get().state));
    const client = over(live);
    const both = await Promise.all([gather(client.sub.leased({ to: 1_500 })), gather(client.sub.until({ to: 1_500 }))]);
    expect(both).toEqual([STEPS(1_500), STEPS(1_500)]);
    expect(state.refreshes).toBeGreaterThanOrEqual(2);
    // Each connection used its own token, and none had to be retried.
    expect(state.used.size).toBe(state.refreshes + 1);
    expect(states).toEqual(["connecting", "open", ...Array(state.refreshes).fill(["connecting", "open"]).flat()]);
  });

  it("is refreshed over ws if it expired without a connection", async () => {
    const { state, refreshAuth, use } = session(LEASE_MS);
    const client = over(
      ws({
        url: server.at(),
        WebSocket,
        backoff: QUICK,
        connectionParams: () => ({ token: use() }),
        refreshAuth: refreshAuth,
      }),
    );
    const open: unknown[] = [];
    const leased: unknown[] = [];
    const read = async (values: AsyncIterable<unknown>, got: unknown[]) => {
      for await (const value of values) got.push(value);
    };
    const reading = Promise.all([
      read(client.sub.until({ to: 500 }), open),
      read(client.sub.leased({ to: 500 }), leased),
      read(client.sub.leased({ to: 500 }), []),
    ]);
    await waitUntil(() => leased.length > 20);
    await server.kill();
    await new Promise((resolve) => setTimeout(resolve, LEASE_MS + 50));
    await server.resume();
    await reading;
    expect([open, leased]).toEqual([STEPS(500), STEPS(500)]);
    expect(state.refreshes).toBeGreaterThanOrEqual(1);
  });

  it("ends the subscription over ws with UNAUTHORIZED if the new token is rejected", async () => {
    const live = ws({
      url: server.at(),
      WebSocket,
      backoff: QUICK,
      connectionParams: { token: lease(LEASE_MS) },
      refreshAuth: () => {},
    });
    const got: unknown[] = [];
    const reading = (async () => {
      for await (const step of over(live).sub.leased({ to: 100_000 })) got.push(step);
    })();
    await expect(reading).rejects.toMatchObject({ code: "UNAUTHORIZED", data: { type: "Unauthorized" } });
    expect(got).toEqual(STEPS(got.length));
  });

  it("is requested again over sse, and the subscription resumes after its last event", async () => {
    const { state, refreshAuth, use } = session(LEASE_MS);
    const client = over(
      sse({ url: server.at(), backoff: QUICK }),
      bearer(async () => {
        if (Number(state.token.slice("until:".length)) <= Date.now()) await refreshAuth();
        return use();
      }),
    );
    expect(await gather(client.sub.leased({ to: 1_500 }))).toEqual(STEPS(1_500));
    expect(state.refreshes).toBeGreaterThanOrEqual(2);
  });

  it("is refreshed over sse once for all subscriptions", async () => {
    const { state, refreshAuth, use } = session(LEASE_MS);
    const headers = () => ({ authorization: `Bearer ${use()}` });
    const client = over(sse({ url: server.at(), backoff: QUICK, headers, refreshAuth: refreshAuth }));
    const both = await Promise.all([1, 2].map(() => gather(client.sub.leased({ to: 1_500 }))));
    expect(both).toEqual([STEPS(1_500), STEPS(1_500)]);
    expect(state.refreshes).toBeGreaterThanOrEqual(2);
    expect(state.used.size).toBe(state.refreshes + 1);
  });

  it("ends the subscription over sse with UNAUTHORIZED without refreshAuth", async () => {
    const token = lease(LEASE_MS);
    const client = over(
      sse({ url: server.at(), backoff: QUICK }),
      bearer(() => token),
    );
    await expect(gather(client.sub.leased({ to: 100_000 }))).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});

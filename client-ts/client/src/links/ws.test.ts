import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { waitUntil } from "../../tests/http-server.js";
import { api, type Client, news, startTrpcServer } from "../../tests/trpc-server.js";
import { type ConnectionState, createClient, safe } from "../index.js";
import { type ConnectionLink, ws, type WsOptions } from "./index.js";

const QUICK = { initialDelayMs: 5, maxDelayMs: 20 };

async function start(options: Partial<WsOptions> = {}) {
  const { url, wss, handler, server } = await startTrpcServer();
  const link = ws({ url, WebSocket, backoff: QUICK, ...options });
  onTestFinished(link.close);
  return { client: createClient(api, { links: [link] }), link, wss, handler, server };
}

async function gather<T>(values: AsyncIterable<T>, count = Number.POSITIVE_INFINITY): Promise<T[]> {
  const collected: T[] = [];
  for await (const value of values) if (collected.push(value) === count) break;
  return collected;
}

function recordStates(link: ConnectionLink): ConnectionState["state"][] {
  const states: ConnectionState["state"][] = [];
  link.status.subscribe(() => states.push(link.status.get().state));
  return states;
}

const numbers = (to: number) => Array.from({ length: to }, (_, index) => index + 1);

describe("ws, against tRPC's server", () => {
  it("sends queries and mutations, and reports errors", async () => {
    const { client, wss } = await start();
    expect(await Promise.all([client.ping(), client.echo({ é: 1 }), client.save("a")])).toEqual([
      "pong",
      { é: 1 },
      "saved a",
    ]);
    expect(await client.nothing()).toBeNull();
    await expect(client.fail()).rejects.toMatchObject({ code: "CONFLICT", status: 409, path: "fail" });
    expect(wss.clients.size).toBe(1);
  });

  it("runs calls concurrently, and ignores the response of an aborted one", async () => {
    const { client } = await start();
    const order: string[] = [];
    const slow = client.wait(80).then(() => order.push("slow"));
    await client.ping().then(() => order.push("fast"));
    const stop = new AbortController();
    const aborted = safe(client.wait(40, { signal: stop.signal }));
    stop.abort();
    expect((await aborted).error?.code).toBe("ABORTED");
    await slow;
    expect(order).toEqual(["fast", "slow"]);
    expect(await client.ping()).toBe("pong");
  });

  it("yields the values of tracked and untracked subscriptions", async () => {
    const { client } = await start();
    expect(await gather(client.events({ to: 3 }))).toEqual([{ value: 1 }, { value: 2 }, { value: 3 }]);
    const both = await Promise.all([gather(client.plain(3)), gather(client.plain(4))]);
    expect(both).toEqual([numbers(3), numbers(4)]);
    expect(await gather(client.plain(1000), 2)).toEqual([1, 2]);
  });

  it("rejects a subscription with the server's error", async () => {
    const { url } = await startTrpcServer();
    const link = ws({ url, WebSocket });
    onTestFinished(link.close);
    const wrong = createClient<Client>({ procedures: { wait: "subscription", ping: "mutation" } }, { links: [link] });
    const rejected = gather(wrong.wait(1) as unknown as AsyncIterable<number>);
    await expect(rejected).rejects.toMatchObject({ code: "NOT_FOUND", path: "wait" });
    await expect(wrong.ping()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("resumes after the last event each time the connection is cut", async () => {
    const { client, wss, link } = await start();
    const states = recordStates(link);
    const cut = setInterval(() => wss.clients.forEach((socket) => socket.terminate()), 60);
    const got = await gather(client.events({ to: 60 }));
    clearInterval(cut);
    expect(got.map(({ value }) => value)).toEqual(numbers(60));
    expect(states.slice(0, 5)).toEqual(["connecting", "open", "reconnecting", "connecting", "open"]);
  });

  it("moves to a new connection on request, without loss or duplicates", async () => {
    const { client, handler, wss, link } = await start();
    const sockets = new Set<unknown>();
    wss.on("connection", (socket) => sockets.add(socket));
    const moves = setInterval(() => handler.broadcastReconnectNotification(), 70);
    const states = recordStates(link);
    const slow = client.wait(100);
    const got = await gather(client.events({ to: 60 }));
    clearInterval(moves);
    expect(got.map(({ value }) => value)).toEqual(numbers(60));
    expect(await slow).toBe(100);
    expect(sockets.size).toBeGreaterThan(1);
    expect(states).toEqual(["connecting", "open"]);
    await waitUntil(() => wss.clients.size === 1);
  });

  it("moves a stream without event ids, without loss or duplicates", async () => {
    const { client, handler } = await start();
    let value = 0;
    const timer = setInterval(() => news.emit("value", ++value), 2);
    const moves = setInterval(() => handler.broadcastReconnectNotification(), 70);
    const [first = 0, ...later] = await gather(client.news(), 400);
    clearInterval(timer);
    clearInterval(moves);
    expect(later).toEqual(numbers(399).map((step) => first + step));
  });

  it("sends the connection parameters on each connection", async () => {
    let tokenCount = 0;
    const { client, wss } = await start({ connectionParams: async () => ({ token: `t${++tokenCount}` }) });
    expect(await client.whoami()).toBe("t1");
    wss.clients.forEach((socket) => socket.close(1012));
    await waitUntil(() => wss.clients.size === 0);
    expect(await client.whoami()).toBe("t2");
  });

  it("refreshes a rejected token once", async () => {
    let token = "expired";
    let refreshes = 0;
    const { client } = await start({
      connectionParams: () => ({ token }),
      refreshAuth: () => {
        refreshes += 1;
        token = "fresh";
      },
    });
    expect(await gather(client.events({ to: 2 }))).toHaveLength(2);
    expect(await client.whoami()).toBe("fresh");
    expect(refreshes).toBe(1);
  });

  it("does not loop if the refreshed token is rejected", async () => {
    let refreshes = 0;
    const { client, link, wss } = await start({
      connectionParams: { token: "expired" },
      refreshAuth: () => void (refreshes += 1),
    });
    let opened = 0;
    wss.on("connection", () => (opened += 1));
    await expect(gather(client.events({ to: 2 }))).rejects.toMatchObject({ code: "UNAUTHORIZED", path: "events" });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect([refreshes, opened, link.status.get()]).toMatchObject([1, 2, { state: "closed" }]);
    // A new call connects again.
    await expect(client.ping()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});

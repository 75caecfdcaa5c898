import { describe, expect, it, onTestFinished, vi } from "vitest";
import { WebSocket } from "ws";
import { api, type Post } from "../../tests/api.js";
import { waitUntil } from "../../tests/http-server.js";
import {
  frame,
  type ClientMessage,
  type ServerConnection,
  type MessageHandler,
  startWsServer,
} from "../../tests/ws-server.js";
import { type ConnectionState, createClient, safe, type Stream } from "../index.js";
import { retry, timeout, ws, type WsOptions } from "./index.js";

const QUICK = { initialDelayMs: 5, maxDelayMs: 20 };

async function start(
  reply: MessageHandler,
  options: Partial<WsOptions> = {},
  connected?: (peer: ServerConnection) => void,
) {
  const { url, peers, server } = await startWsServer(reply, connected);
  const live = ws({ url, WebSocket, backoff: QUICK, ...options });
  onTestFinished(live.close);
  return { client: createClient(api, { links: [live] }), live, peers, server, url };
}

async function ids(stream: Stream<Post, unknown>, count = Number.POSITIVE_INFINITY): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of stream) if (found.push(id) === count) break;
  return found;
}

const idOf = (message: ClientMessage) => (typeof message === "object" ? message.id : undefined);
/** The ids of values that have none on the wire: of untracked ones. */
const plain = (id: number, ...keys: string[]) => keys.map((key) => frame.data(id, { id: key }));
const methodOf = (message: ClientMessage) => (typeof message === "object" ? message.method : message);
const rest = () => new Promise((resolve) => setTimeout(resolve, 60));

/** Answers a query with its path, and a subscription with `started`. */
const polite: MessageHandler = ({ send }, message) => {
  if (typeof message === "string") return;
  if (message.method === "query" || message.method === "mutation") send(frame.data(message.id, message.params.path));
  if (message.method === "subscription") send(frame.started(message.id));
};

describe("messages", () => {
  it("leave together where the calls were made together, at most twenty in a frame", async () => {
    const { client, peers } = await start(polite);
    await client.ping();
    await Promise.all(Array.from({ length: 25 }, () => client.posts.find("x")));
    const sizes = peers[0]?.frames.map((text) => [JSON.parse(text)].flat().length);
    expect(sizes).toEqual([1, 20, 5]);
    expect(peers[0]?.frames[0]).toBe('{"id":1,"method":"query","params":{"path":"ping"}}');
  });

  it("carry an idempotency key, and the time that is left", async () => {
    const { live, peers } = await start(polite);
    const client = createClient(api, { links: [timeout({ ms: 9_000 }), live] });
    await client.posts.create({ title: "x" }, { idempotencyKey: "k1" });
    const { params } = peers[0]?.messages[0] as { params: { timeoutMs: number } };
    expect(params).toMatchObject({ input: { title: "x" }, idempotencyKey: "k1" });
    expect(params.timeoutMs).toBeGreaterThan(8_000);
    expect(params.timeoutMs).toBeLessThanOrEqual(9_000);
  });

  it("begin with the parameters of the connection", async () => {
    const { client, peers } = await start(polite, { connectionParams: { token: "t" } });
    await client.ping();
    expect(peers[0]?.url).toBe("/rpc?connectionParams=1");
    expect(peers[0]?.messages.map(methodOf)).toEqual(["connectionParams", "query"]);
  });

  it("for nobody are left alone", async () => {
    const { client } = await start((peer, message) => {
      peer.send(frame.data(99, 1), { id: "1", result: {} }, { id: null, result: {} });
      polite(peer, message);
    });
    expect(await client.ping()).toBe("ping");
  });

  it("stop a subscription that its reader leaves or aborts", async () => {
    const { client, peers } = await start((peer, message) => {
      polite(peer, message);
      if (methodOf(message) === "subscription") peer.send(frame.tracked(idOf(message), "1"));
    });
    expect(await ids(client.posts.watch(), 1)).toEqual(["1"]);
    const stop = new AbortController();
    const all = ids(client.posts.watch(undefined, { signal: stop.signal }));
    await waitUntil(() => peers[0]?.messages.length === 3);
    stop.abort();
    await expect(all).rejects.toMatchObject({ code: "ABORTED" });
    await waitUntil(() => peers[0]?.messages.length === 4);
    expect(peers[0]?.messages.map((message) => [idOf(message), methodOf(message)])).toEqual([
      [1, "subscription"],
      [1, "subscription.stop"],
      [2, "subscription"],
      [2, "subscription.stop"],
    ]);
  });
});

describe("a connection", () => {
  it("answers PING, and is dropped when it no longer answers ours", async () => {
    const { client, peers } = await start(
      (peer, message) => {
        if (message === "PING" && peer.number === 2) peer.send("PONG");
        polite(peer, message);
      },
      { keepAlive: { intervalMs: 20, pongTimeoutMs: 20 } },
      ({ send }) => send("PING"),
    );
    const watching = ids(client.posts.watch(), 1);
    await waitUntil(() => peers.length === 2);
    await waitUntil(() => (peers[1]?.messages.filter((message) => message === "PING").length ?? 0) > 2);
    expect(peers[0]?.messages).toContain("PONG");
    expect(peers).toHaveLength(2);
    peers[1]?.send(frame.tracked(1, "1"));
    expect(await watching).toEqual(["1"]);
  });

  it("is not opened again when nobody needs it", async () => {
    const { client, peers, live } = await start(polite);
    await client.ping();
    peers[0]?.socket.terminate();
    await waitUntil(() => live.status.get().state === "idle");
    await rest();
    expect(peers).toHaveLength(1);
    expect(await client.ping()).toBe("ping");
  });

  it("is opened at once and again where it is not lazy", async () => {
    const { peers, live } = await start(polite, { lazy: false });
    await waitUntil(() => live.status.get().state === "open");
    peers[0]?.socket.terminate();
    await waitUntil(() => peers.length === 2);
  });

  it("fails the calls under way, sends no mutation twice, and lets retry() repeat a query", async () => {
    const { url, peers } = await startWsServer((peer, message) => {
      if (peer.number === 1) {
        if (peer.messages.length === 2) peer.socket.terminate();
      } else polite(peer, message);
    });
    const live = ws({ url, WebSocket, backoff: QUICK });
    onTestFinished(live.close);
    const client = createClient(api, { links: [retry({ backoff: QUICK }), live] });
    const made = safe(client.posts.create({ title: "x" }));
    expect(await client.ping()).toBe("ping");
    expect((await made).error?.code).toBe("NETWORK");
    expect(peers.flatMap(({ messages: got }) => got.map(methodOf))).toEqual(["mutation", "query", "query"]);
  });

  it("rejects a call that waits for a server that is not there, and waits longer each time", async () => {
    const { client, live, server } = await start(polite);
    server.close();
    expect((await safe(client.ping())).error?.code).toBe("NETWORK");
    const watching = safe(client.posts.watch()[Symbol.asyncIterator]().next() as Promise<unknown>);
    const attempts: number[] = [];
    live.status.subscribe(() => {
      const now = live.status.get();
      if (now.state === "reconnecting") attempts.push(now.attempt);
    });
    await waitUntil(() => attempts.length >= 4);
    expect(attempts.slice(0, 4)).toEqual([1, 2, 3, 4]);
    live.close();
    expect((await watching).error?.code).toBe("ABORTED");
    expect(live.status.get()).toEqual({ state: "closed", reason: undefined });
  });

  it("counts as working only when it has served a call", async () => {
    const attempts: number[] = [];
    const { client, live } = await start(({ socket, number, send }, message) => {
      if (number < 4 || number === 5) socket.close(1013);
      else if (number === 4) {
        send(frame.started(idOf(message)));
        socket.close(1012);
      } else send(frame.stopped(idOf(message)));
    });
    live.status.subscribe(() => {
      const now = live.status.get();
      if (now.state === "reconnecting") attempts.push(now.attempt);
    });
    expect(await ids(client.posts.watch())).toEqual([]);
    expect(attempts).toEqual([1, 2, 3, 1, 2]);
  });

  it.each([
    [1002, "BAD_REQUEST"],
    [1008, "FORBIDDEN"],
    [4400, "BAD_REQUEST"],
    [4403, "FORBIDDEN"],
    [4499, "BAD_REQUEST"],
  ])("that closes with %i is not opened again", async (code, name) => {
    const { client, live, peers } = await start(({ socket }) => socket.close(code, "no"));
    const [call, watching] = await Promise.all([safe(client.ping()), safe(ids(client.posts.watch()))]);
    expect([call.error, watching.error]).toMatchObject([
      { code: name, path: "ping" },
      { code: name, path: "posts.watch" },
    ]);
    expect(call.error?.message).toContain("no");
    await rest();
    expect(peers).toHaveLength(1);
    expect(live.status.get()).toMatchObject({ state: "closed", reason: { code: name } });
  });

  it("that the server forbids in a frame is not opened again", async () => {
    const { client, peers } = await start(({ send }) => send(frame.error(null, "FORBIDDEN", -32003)));
    await expect(client.ping()).rejects.toMatchObject({ code: "FORBIDDEN" });
    await rest();
    expect(peers).toHaveLength(1);
  });

  it("that fails in a frame for the server's own reasons is opened again", async () => {
    const { client, peers } = await start((peer, message) => {
      if (peer.number === 1) peer.send(frame.error(null, "INTERNAL_SERVER_ERROR", -32603));
      else peer.send(frame.tracked(idOf(message), "1"), frame.stopped(idOf(message)));
    });
    expect(await ids(client.posts.watch())).toEqual(["1"]);
    expect(peers).toHaveLength(2);
  });

  it.each(["<html>", "7", "null"])("that says %s is not opened again", async (text) => {
    const { client } = await start(({ send }) => send(text));
    await expect(client.ping()).rejects.toMatchObject({ code: "MALFORMED_RESPONSE" });
  });

  it("whose token expires is opened at once with a new one, and resumes", async () => {
    let token = 0;
    let renewals = 0;
    const { client, peers, live } = await start(
      (peer, message) => {
        if (methodOf(message) !== "subscription") return;
        const { number, send, socket } = peer;
        send(frame.started(idOf(message)), frame.tracked(idOf(message), String(number)));
        if (number < 3) socket.close(4401);
        else send(frame.stopped(idOf(message)));
      },
      { connectionParams: () => ({ token: `t${++token}` }), refreshAuth: async () => void (renewals += 1) },
    );
    expect(await ids(client.posts.watch())).toEqual(["1", "2", "3"]);
    expect(renewals).toBe(2);
    expect(peers.map(({ messages: [first, second] }) => [(first as any).data.token, (second as any).params])).toEqual([
      ["t1", { path: "posts.watch" }],
      ["t2", { path: "posts.watch", lastEventId: "1" }],
      ["t3", { path: "posts.watch", lastEventId: "2" }],
    ]);
    expect(live.status.get().state).toBe("open");
  });

  it("whose token cannot be renewed ends what waits for it", async () => {
    const refuse: MessageHandler = ({ socket }) => socket.close(4401);
    const { client } = await start(refuse, { refreshAuth: () => Promise.reject(new Error("signed out")) });
    await expect(ids(client.posts.watch())).rejects.toMatchObject({ message: "signed out" });
  });

  it("gives up before it opens where there is no WebSocket or no address", async () => {
    const { url } = await startWsServer(polite);
    const found = globalThis.WebSocket;
    Reflect.deleteProperty(globalThis, "WebSocket");
    onTestFinished(() => {
      if (found) globalThis.WebSocket = found;
    });
    const bare = createClient(api, { links: [ws({ url })] });
    await expect(bare.ping()).rejects.toMatchObject({ code: "CLIENT", message: expect.stringContaining("WebSocket") });
    const astray = createClient(api, { links: [ws({ url: "/rpc", WebSocket })] });
    await expect(astray.ping()).rejects.toMatchObject({ code: "CLIENT" });
  });
});

describe("a subscription", () => {
  it("begins anew behind its last value after a fault of the server", async () => {
    const told: ConnectionState["state"][] = [];
    const { client, peers } = await start(({ send, messages: got }, message) => {
      const id = idOf(message);
      if (got.length === 1) {
        send(frame.started(id), frame.tracked(id, "1"));
        send(frame.error(id, "INTERNAL_SERVER_ERROR", -32603), frame.stopped(id));
      } else send(frame.started(id), frame.tracked(id, "2"), frame.stopped(id));
    });
    const values = client.posts.watch(undefined, { onConnectionStateChange: ({ state }) => told.push(state) });
    expect(await ids(values)).toEqual(["1", "2"]);
    expect(peers[0]?.messages[1]).toMatchObject({ params: { lastEventId: "1" } });
    expect(told).toEqual(["connecting", "open", "reconnecting", "connecting", "open"]);
  });

  it("waits longer from fault to fault until there is a value", async () => {
    const attempts: number[] = [];
    const { client } = await start(({ send, messages: got }, message) => {
      const id = idOf(message);
      send(frame.started(id));
      if (got.length === 3) send(frame.tracked(id, "1"));
      send(got.length < 5 ? frame.error(id, "INTERNAL_SERVER_ERROR", -32603) : frame.stopped(id));
    });
    const onConnection = (now: ConnectionState) => {
      if (now.state === "reconnecting") attempts.push(now.attempt);
    };
    expect(await ids(client.posts.watch(undefined, { onConnectionStateChange: onConnection }))).toEqual(["1"]);
    expect(attempts).toEqual([1, 2, 1, 2]);
  });

  it("ends with a refusal, and does not mind the frame behind it", async () => {
    const { client } = await start(({ send }, message) => {
      const id = idOf(message);
      send(frame.started(id), frame.error(id, "FORBIDDEN", -32003), frame.stopped(id), frame.data(id, 1));
    });
    await expect(ids(client.posts.watch())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("reads its input anew when it resumes", async () => {
    const { client, peers } = await start(({ send, socket, number }, message) => {
      send(frame.data(idOf(message), { id: `v${number}` }));
      if (number < 3) socket.close(1012);
      else send(frame.stopped(idOf(message)));
    });
    let newest: string | undefined;
    const values = client.posts.watch(undefined, { resumeInput: () => newest as never });
    for await (const { id } of values) newest = id;
    const inputs = peers.map(({ messages: [first] }) => (first as any).params.input);
    expect(inputs).toEqual([undefined, "v1", "v2"]);
  });

  it("drops what comes twice while it moves, and follows the new connection from its first answer", async () => {
    const { client, peers } = await start(({ number, send }, message) => {
      const id = idOf(message);
      if (message === "PING") send("PONG");
      if (methodOf(message) !== "subscription") return;
      if (number === 1) send(frame.started(id), frame.tracked(id, "1"), { id: null, method: "reconnect" });
    });
    const got: string[] = [];
    const reading = (async () => {
      for await (const { id } of client.posts.watch()) got.push(id);
    })();
    await waitUntil(() => peers[1]?.messages.length === 1);
    const [old, young] = peers;
    expect(young?.messages[0]).toMatchObject({ id: 1, params: { lastEventId: "1" } });
    old?.send(frame.tracked(1, "2"), frame.tracked(1, "3"));
    await waitUntil(() => got.length === 3);
    young?.send(frame.started(1));
    await waitUntil(() => old?.closed !== undefined);
    expect(old?.messages.map(methodOf)).toEqual(["subscription", "subscription.stop", "PING"]);
    young?.send(frame.tracked(1, "2"), frame.tracked(1, "3"), frame.tracked(1, "4"), frame.stopped(1));
    await reading;
    expect(got).toEqual(["1", "2", "3", "4"]);
    expect(peers).toHaveLength(2);
  });
});

it("a subscription that moves on while the new connection lags behind gets nothing twice", async () => {
  const { client, peers } = await start(({ number, send }, message) => {
    const id = idOf(message);
    if (message === "PING") send("PONG");
    if (methodOf(message) !== "subscription") return;
    if (number === 1) send(frame.started(id), frame.tracked(id, "1"), { id: null, method: "reconnect" });
  });
  const got: string[] = [];
  const reading = (async () => {
    for await (const { id } of client.posts.watch()) got.push(id);
  })();
  await waitUntil(() => peers[1]?.messages.length === 1);
  const [old, young] = peers;
  old?.send(frame.tracked(1, "2"), frame.tracked(1, "3"));
  await waitUntil(() => got.length === 3);
  young?.send(frame.started(1), frame.tracked(1, "2"));
  await waitUntil(() => old?.closed !== undefined);
  young?.send({ id: null, method: "reconnect" });
  await waitUntil(() => peers[2]?.messages.length === 1);
  expect(peers[2]?.messages[0]).toMatchObject({ params: { lastEventId: "3" } });
  young?.send(frame.tracked(1, "3"), frame.tracked(1, "4"));
  await waitUntil(() => got.length >= 4);
  peers[2]?.send(frame.started(1), frame.tracked(1, "4"), frame.tracked(1, "5"), frame.stopped(1));
  await reading;
  expect(got).toEqual(["1", "2", "3", "4", "5"]);
});

describe("a subscription without ids, while it moves", () => {
  /** Its first connection has said `a` and asked to move, its second is asked for it. */
  async function moving(options: Partial<WsOptions> = {}) {
    const { client, peers } = await start(({ number, send }, message) => {
      const id = idOf(message);
      if (methodOf(message) !== "subscription") return;
      if (number === 1) send(frame.started(id), ...plain(1, "a"), { id: null, method: "reconnect" });
    }, options);
    const told: string[] = [];
    const got: string[] = [];
    const reading = (async () => {
      const onConnection = ({ state }: ConnectionState) => told.push(state);
      for await (const { id } of client.posts.watch(undefined, { onConnectionStateChange: onConnection })) got.push(id);
    })();
    await waitUntil(() => peers[1]?.messages.length === 1);
    const [old, young] = peers as [ServerConnection, ServerConnection];
    const third = () => waitUntil(() => peers.length === 3);
    const pinged = (peer: ServerConnection) => waitUntil(() => peer.messages.at(-1) === "PING");
    return { peers, old, young, third, pinged, got, told, reading };
  }

  it("gets what the old connection says behind the new one's start first, and what both say once", async () => {
    const { old, young, pinged, got, told, reading } = await moving();
    old.send(...plain(1, "b"));
    young.send(frame.started(1), ...plain(1, "c"));
    await pinged(old);
    young.send(...plain(1, "d"));
    old.send(...plain(1, "c", "d", "e", "e"));
    await waitUntil(() => got.length === 6);
    old.send(frame.stopped(1), "PONG");
    await pinged(young);
    young.send(...plain(1, "e", "e"), "PONG", ...plain(1, "e", "f"), frame.stopped(1));
    await reading;
    expect(got).toEqual(["a", "b", "c", "d", "e", "e", "e", "f"]);
    expect(told).toEqual(["connecting", "open"]);
    await waitUntil(() => old.closed !== undefined);
  });

  it("gets the last word of the old one and then what the new one has said, when the new one breaks meanwhile", async () => {
    const { peers, old, young, third, pinged, got, reading } = await moving({
      backoff: { initialDelayMs: 400, maxDelayMs: 400 },
    });
    young.send(frame.started(1), ...plain(1, "c"));
    await pinged(old);
    young.socket.terminate();
    old.send(...plain(1, "b"), "PONG");
    await waitUntil(() => got.length === 3);
    await third();
    peers[2]?.send(frame.started(1), ...plain(1, "d"), frame.stopped(1));
    await reading;
    expect(got).toEqual(["a", "b", "c", "d"]);
  });

  it("is not asked for again when its end is already there as the next move begins", async () => {
    const { peers, old, young, third, pinged, got, reading } = await moving();
    young.send(frame.started(1), ...plain(1, "b"), frame.stopped(1), { id: null, method: "reconnect" });
    await pinged(old);
    await third();
    await reading;
    expect(got).toEqual(["a", "b"]);
    await rest();
    expect(peers[2]?.messages).toEqual([]);
  });

  it("gets what the new one has said when the old one breaks before its last word", async () => {
    const { old, young, pinged, got, reading } = await moving();
    young.send(frame.started(1), ...plain(1, "b"));
    await pinged(old);
    await rest();
    expect(got).toEqual(["a"]);
    old.socket.terminate();
    await waitUntil(() => got.length === 2);
    young.send(frame.stopped(1));
    await reading;
    expect(got).toEqual(["a", "b"]);
  });
});

it("a subscription is not told of moves that fail, but is when the old connection is lost too", async () => {
  let isFull = true;
  const { client, peers } = await start(({ number, send, socket }, message) => {
    const id = idOf(message);
    if (methodOf(message) !== "subscription") return;
    if (number === 1) send(frame.started(id), { id: null, method: "reconnect" });
    else if (isFull) socket.close(1013);
    else send(frame.started(id), frame.tracked(id, "1"), frame.stopped(id));
  });
  const told: string[] = [];
  const onConnection = ({ state }: ConnectionState) => told.push(state);
  const watching = ids(client.posts.watch(undefined, { onConnectionStateChange: onConnection }));
  await waitUntil(() => peers.filter(({ closed }) => closed === 1013).length > 3);
  expect(told).toEqual(["connecting", "open"]);
  peers[0]?.socket.terminate();
  await waitUntil(() => told.includes("reconnecting"));
  isFull = false;
  expect(await watching).toEqual(["1"]);
  expect(told.slice(-2)).toEqual(["connecting", "open"]);
});

it("a move that fails is made again, while the old connection serves", async () => {
  const { client, peers } = await start(({ number, send, socket }, message) => {
    if (message === "PING") send("PONG");
    if (methodOf(message) !== "subscription") return;
    const id = idOf(message);
    if (number === 1) send(frame.started(id), frame.tracked(id, "1"), { id: null, method: "reconnect" });
    if (number === 2) socket.close(1013);
  });
  const got: string[] = [];
  const reading = (async () => {
    for await (const { id } of client.posts.watch()) got.push(id);
  })();
  await waitUntil(() => peers[2]?.messages.length === 1);
  const [old, , young] = peers;
  old?.send(frame.tracked(1, "2"));
  await waitUntil(() => got.length === 2);
  young?.send(frame.started(1), frame.tracked(1, "2"), frame.tracked(1, "3"), frame.stopped(1));
  await reading;
  expect(got).toEqual(["1", "2", "3"]);
  await waitUntil(() => old?.closed !== undefined);
  expect(old?.messages.map(methodOf)).toEqual(["subscription", "subscription.stop", "PING"]);
});

describe("the status", () => {
  it("stays live while the old connection serves, and waits when that is lost too", async () => {
    const { client, live, peers } = await start(
      ({ number, send, socket }, message) => {
        const id = idOf(message);
        if (methodOf(message) !== "subscription") return;
        if (number === 1) send(frame.started(id), { id: null, method: "reconnect" });
        else if (number === 2) socket.close(1013);
        else send(frame.tracked(id, "1"), frame.stopped(id));
      },
      { backoff: { initialDelayMs: 1_000, maxDelayMs: 1_000 } },
    );
    // The move comes at once, the try behind it late.
    const random = vi.spyOn(Math, "random").mockReturnValueOnce(0.01).mockReturnValue(0.4);
    onTestFinished(() => random.mockRestore());
    const seen: string[] = [];
    live.status.subscribe(() => seen.push(live.status.get().state));
    const watching = ids(client.posts.watch());
    await waitUntil(() => peers[1]?.closed === 1013);
    await rest();
    expect(seen).toEqual(["connecting", "open"]);
    peers[0]?.socket.terminate();
    await waitUntil(() => live.status.get().state === "reconnecting");
    expect(await watching).toEqual(["1"]);
    expect(seen).toEqual(["connecting", "open", "reconnecting", "connecting", "open"]);
  });

  it("can be iterated", async () => {
    const { client, live, peers } = await start(polite);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { state } of live.status) if (seen.push(state) && state === "closed") break;
    })();
    await rest();
    await client.ping();
    await rest();
    peers[0]?.socket.close(4403);
    const watching = safe(ids(client.posts.watch()));
    await reading;
    expect((await watching).error?.code).toBe("FORBIDDEN");
    expect([seen[0], seen.at(-1)]).toEqual(["idle", "closed"]);
    expect(seen).toContain("open");
  });
});

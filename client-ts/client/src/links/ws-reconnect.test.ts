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
  const link = ws({ url, WebSocket, backoff: QUICK, ...options });
  onTestFinished(link.close);
  return { client: createClient(api, { links: [link] }), link, peers, server, url };
}

async function ids(stream: Stream<Post, unknown>, count = Number.POSITIVE_INFINITY): Promise<string[]> {
  const collected: string[] = [];
  for await (const { id } of stream) if (collected.push(id) === count) break;
  return collected;
}

const idOf = (message: ClientMessage) => (typeof message === "object" ? message.id : undefined);
/** Ids of values without an event id. */
const untracked = (id: number, ...keys: string[]) => keys.map((key) => frame.data(id, { id: key }));
const methodOf = (message: ClientMessage) => (typeof message === "object" ? message.method : message);
const pause = () => new Promise((resolve) => setTimeout(resolve, 60));

/** Responds to a query with its path, and to a subscription with `started`. */
const respond: MessageHandler = ({ send }, message) => {
  if (typeof message === "string") return;
  if (message.method === "query" || message.method === "mutation") send(frame.data(message.id, message.params.path));
  if (message.method === "subscription") send(frame.started(message.id));
};

describe("messages", () => {
  it("of one turn share a frame, up to twenty", async () => {
    const { client, peers } = await start(respond);
    await client.ping();
    await Promise.all(Array.from({ length: 25 }, () => client.posts.find("x")));
    const sizes = peers[0]?.frames.map((text) => [JSON.parse(text)].flat().length);
    expect(sizes).toEqual([1, 20, 5]);
    expect(peers[0]?.frames[0]).toBe('{"id":1,"method":"query","params":{"path":"ping"}}');
  });

  it("contain the idempotency key and the remaining time", async () => {
    const { link, peers } = await start(respond);
    const client = createClient(api, { links: [timeout({ ms: 9_000 }), link] });
    await client.posts.create({ title: "x" }, { idempotencyKey: "k1" });
    const { params } = peers[0]?.messages[0] as { params: { timeoutMs: number } };
    expect(params).toMatchObject({ input: { title: "x" }, idempotencyKey: "k1" });
    expect(params.timeoutMs).toBeGreaterThan(8_000);
    expect(params.timeoutMs).toBeLessThanOrEqual(9_000);
  });

  it("start with the connection parameters", async () => {
    const { client, peers } = await start(respond, { connectionParams: { token: "t" } });
    await client.ping();
    expect(peers[0]?.url).toBe("/rpc?connectionParams=1");
    expect(peers[0]?.messages.map(methodOf)).toEqual(["connectionParams", "query"]);
  });

  it("with an unknown id are ignored", async () => {
    const { client } = await start((peer, message) => {
      peer.send(frame.data(99, 1), { id: "1", result: {} }, { id: null, result: {} });
      respond(peer, message);
    });
    expect(await client.ping()).toBe("ping");
  });

  it("stop a subscription when its caller leaves or aborts", async () => {
    const { client, peers } = await start((peer, message) => {
      respond(peer, message);
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
  it("responds to PING, and closes if the server does not respond to its own", async () => {
    const { client, peers } = await start(
      (peer, message) => {
        if (message === "PING" && peer.number === 2) peer.send("PONG");
        respond(peer, message);
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

  it("does not reopen without operations", async () => {
    const { client, peers, link } = await start(respond);
    await client.ping();
    peers[0]?.socket.terminate();
    await waitUntil(() => link.status.get().state === "idle");
    await pause();
    expect(peers).toHaveLength(1);
    expect(await client.ping()).toBe("ping");
  });

  it("opens immediately and reopens if it is not lazy", async () => {
    const { peers, link } = await start(respond, { lazy: false });
    await waitUntil(() => link.status.get().state === "open");
    peers[0]?.socket.terminate();
    await waitUntil(() => peers.length === 2);
  });

  it("rejects calls in flight when it closes, and lets retry() repeat a query", async () => {
    const { url, peers } = await startWsServer((peer, message) => {
      if (peer.number === 1) {
        if (peer.messages.length === 2) peer.socket.terminate();
      } else respond(peer, message);
    });
    const link = ws({ url, WebSocket, backoff: QUICK });
    onTestFinished(link.close);
    const client = createClient(api, { links: [retry({ backoff: QUICK }), link] });
    const made = safe(client.posts.create({ title: "x" }));
    expect(await client.ping()).toBe("ping");
    expect((await made).error?.code).toBe("NETWORK");
    expect(peers.flatMap(({ messages: got }) => got.map(methodOf))).toEqual(["mutation", "query", "query"]);
  });

  it("rejects calls while the server is unreachable, and increases the delay", async () => {
    const { client, link, server } = await start(respond);
    server.close();
    expect((await safe(client.ping())).error?.code).toBe("NETWORK");
    const watching = safe(client.posts.watch()[Symbol.asyncIterator]().next() as Promise<unknown>);
    const attempts: number[] = [];
    link.status.subscribe(() => {
      const now = link.status.get();
      if (now.state === "reconnecting") attempts.push(now.attempt);
    });
    await waitUntil(() => attempts.length >= 4);
    expect(attempts.slice(0, 4)).toEqual([1, 2, 3, 4]);
    link.close();
    expect((await watching).error?.code).toBe("ABORTED");
    expect(link.status.get()).toEqual({ state: "closed", error: undefined });
  });

  it("resets the delay only after the server accepted an operation", async () => {
    const attempts: number[] = [];
    const { client, link } = await start(({ socket, number, send }, message) => {
      if (number < 4 || number === 5) socket.close(1013);
      else if (number === 4) {
        send(frame.started(idOf(message)));
        socket.close(1012);
      } else send(frame.stopped(idOf(message)));
    });
    link.status.subscribe(() => {
      const now = link.status.get();
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
  ])("does not reopen after close code %i", async (code, name) => {
    const { client, link, peers } = await start(({ socket }) => socket.close(code, "no"));
    const [call, watching] = await Promise.all([safe(client.ping()), safe(ids(client.posts.watch()))]);
    expect([call.error, watching.error]).toMatchObject([
      { code: name, path: "ping" },
      { code: name, path: "posts.watch" },
    ]);
    expect(call.error?.message).toContain("no");
    await pause();
    expect(peers).toHaveLength(1);
    expect(link.status.get()).toMatchObject({ state: "closed", error: { code: name } });
  });

  it("does not reopen after a FORBIDDEN frame", async () => {
    const { client, peers } = await start(({ send }) => send(frame.error(null, "FORBIDDEN", -32003)));
    await expect(client.ping()).rejects.toMatchObject({ code: "FORBIDDEN" });
    await pause();
    expect(peers).toHaveLength(1);
  });

  it("reopens after a server error in a frame", async () => {
    const { client, peers } = await start((peer, message) => {
      if (peer.number === 1) peer.send(frame.error(null, "INTERNAL_SERVER_ERROR", -32603));
      else peer.send(frame.tracked(idOf(message), "1"), frame.stopped(idOf(message)));
    });
    expect(await ids(client.posts.watch())).toEqual(["1"]);
    expect(peers).toHaveLength(2);
  });

  it.each(["<html>", "7", "null"])("does not reopen after the malformed frame %s", async (text) => {
    const { client } = await start(({ send }) => send(text));
    await expect(client.ping()).rejects.toMatchObject({ code: "MALFORMED_RESPONSE" });
  });

  it("reopens immediately with a new token, and resumes", async () => {
    let token = 0;
    let refreshes = 0;
    const { client, peers, link } = await start(
      (peer, message) => {
        if (methodOf(message) !== "subscription") return;
        const { number, send, socket } = peer;
        send(frame.started(idOf(message)), frame.tracked(idOf(message), String(number)));
        if (number < 3) socket.close(4401);
        else send(frame.stopped(idOf(message)));
      },
      { connectionParams: () => ({ token: `t${++token}` }), refreshAuth: async () => void (refreshes += 1) },
    );
    expect(await ids(client.posts.watch())).toEqual(["1", "2", "3"]);
    expect(refreshes).toBe(2);
    expect(peers.map(({ messages: [first, second] }) => [(first as any).data.token, (second as any).params])).toEqual([
      ["t1", { path: "posts.watch" }],
      ["t2", { path: "posts.watch", lastEventId: "1" }],
      ["t3", { path: "posts.watch", lastEventId: "2" }],
    ]);
    expect(link.status.get().state).toBe("open");
  });

  it("ends pending operations if the token refresh fails", async () => {
    const closeUnauthorized: MessageHandler = ({ socket }) => socket.close(4401);
    const { client } = await start(closeUnauthorized, { refreshAuth: () => Promise.reject(new Error("signed out")) });
    await expect(ids(client.posts.watch())).rejects.toMatchObject({ message: "signed out" });
  });

  it("rejects calls without a WebSocket class or with an invalid URL", async () => {
    const { url } = await startWsServer(respond);
    const globalWebSocket = globalThis.WebSocket;
    Reflect.deleteProperty(globalThis, "WebSocket");
    onTestFinished(() => {
      if (globalWebSocket) globalThis.WebSocket = globalWebSocket;
    });
    const bare = createClient(api, { links: [ws({ url })] });
    await expect(bare.ping()).rejects.toMatchObject({ code: "CLIENT", message: expect.stringContaining("WebSocket") });
    const astray = createClient(api, { links: [ws({ url: "/rpc", WebSocket })] });
    await expect(astray.ping()).rejects.toMatchObject({ code: "CLIENT" });
  });
});

describe("a subscription", () => {
  it("restarts after its last value after a server error", async () => {
    const states: ConnectionState["state"][] = [];
    const { client, peers } = await start(({ send, messages: got }, message) => {
      const id = idOf(message);
      if (got.length === 1) {
        send(frame.started(id), frame.tracked(id, "1"));
        send(frame.error(id, "INTERNAL_SERVER_ERROR", -32603), frame.stopped(id));
      } else send(frame.started(id), frame.tracked(id, "2"), frame.stopped(id));
    });
    const values = client.posts.watch(undefined, { onConnectionStateChange: ({ state }) => states.push(state) });
    expect(await ids(values)).toEqual(["1", "2"]);
    expect(peers[0]?.messages[1]).toMatchObject({ params: { lastEventId: "1" } });
    expect(states).toEqual(["connecting", "open", "reconnecting", "connecting", "open"]);
  });

  it("increases the delay with each server error until a value arrives", async () => {
    const attempts: number[] = [];
    const { client } = await start(({ send, messages: got }, message) => {
      const id = idOf(message);
      send(frame.started(id));
      if (got.length === 3) send(frame.tracked(id, "1"));
      send(got.length < 5 ? frame.error(id, "INTERNAL_SERVER_ERROR", -32603) : frame.stopped(id));
    });
    const onStateChange = (now: ConnectionState) => {
      if (now.state === "reconnecting") attempts.push(now.attempt);
    };
    expect(await ids(client.posts.watch(undefined, { onConnectionStateChange: onStateChange }))).toEqual(["1"]);
    expect(attempts).toEqual([1, 2, 1, 2]);
  });

  it("ends with an error, and ignores the frame after it", async () => {
    const { client } = await start(({ send }, message) => {
      const id = idOf(message);
      send(frame.started(id), frame.error(id, "FORBIDDEN", -32003), frame.stopped(id), frame.data(id, 1));
    });
    await expect(ids(client.posts.watch())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("requests the input for each reconnect", async () => {
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

  it("drops duplicates during a handover, and follows the new connection from its first response", async () => {
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
    const [old, replacement] = peers;
    expect(replacement?.messages[0]).toMatchObject({ id: 1, params: { lastEventId: "1" } });
    old?.send(frame.tracked(1, "2"), frame.tracked(1, "3"));
    await waitUntil(() => got.length === 3);
    replacement?.send(frame.started(1));
    await waitUntil(() => old?.closed !== undefined);
    expect(old?.messages.map(methodOf)).toEqual(["subscription", "subscription.stop", "PING"]);
    replacement?.send(frame.tracked(1, "2"), frame.tracked(1, "3"), frame.tracked(1, "4"), frame.stopped(1));
    await reading;
    expect(got).toEqual(["1", "2", "3", "4"]);
    expect(peers).toHaveLength(2);
  });
});

it("a subscription in a handover to a slow connection yields nothing twice", async () => {
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
  const [old, replacement] = peers;
  old?.send(frame.tracked(1, "2"), frame.tracked(1, "3"));
  await waitUntil(() => got.length === 3);
  replacement?.send(frame.started(1), frame.tracked(1, "2"));
  await waitUntil(() => old?.closed !== undefined);
  replacement?.send({ id: null, method: "reconnect" });
  await waitUntil(() => peers[2]?.messages.length === 1);
  expect(peers[2]?.messages[0]).toMatchObject({ params: { lastEventId: "3" } });
  replacement?.send(frame.tracked(1, "3"), frame.tracked(1, "4"));
  await waitUntil(() => got.length >= 4);
  peers[2]?.send(frame.started(1), frame.tracked(1, "4"), frame.tracked(1, "5"), frame.stopped(1));
  await reading;
  expect(got).toEqual(["1", "2", "3", "4", "5"]);
});

/** Starts a handover: the first connection has sent `a`, and the second one has received the subscription. */
async function startHandover(options: Partial<WsOptions> = {}) {
  const { client, peers } = await start(({ number, send }, message) => {
    const id = idOf(message);
    if (methodOf(message) !== "subscription") return;
    if (number === 1) send(frame.started(id), ...untracked(1, "a"), { id: null, method: "reconnect" });
  }, options);
  const states: string[] = [];
  const got: string[] = [];
  const reading = (async () => {
    const onStateChange = ({ state }: ConnectionState) => states.push(state);
    for await (const { id } of client.posts.watch(undefined, { onConnectionStateChange: onStateChange })) got.push(id);
  })();
  await waitUntil(() => peers[1]?.messages.length === 1);
  const [old, replacement] = peers as [ServerConnection, ServerConnection];
  const third = () => waitUntil(() => peers.length === 3);
  const pinged = (peer: ServerConnection) => waitUntil(() => peer.messages.at(-1) === "PING");
  return { peers, old, replacement, third, pinged, got, states, reading };
}

describe("a subscription without event ids, during a handover", () => {
  it("yields late values of the old connection first, and common values once", async () => {
    const { old, replacement, pinged, got, states, reading } = await startHandover();
    old.send(...untracked(1, "b"));
    replacement.send(frame.started(1), ...untracked(1, "c"));
    await pinged(old);
    replacement.send(...untracked(1, "d"));
    old.send(...untracked(1, "c", "d", "e", "e"));
    await waitUntil(() => got.length === 6);
    old.send(frame.stopped(1), "PONG");
    await pinged(replacement);
    replacement.send(...untracked(1, "e", "e"), "PONG", ...untracked(1, "e", "f"), frame.stopped(1));
    await reading;
    expect(got).toEqual(["a", "b", "c", "d", "e", "e", "e", "f"]);
    expect(states).toEqual(["connecting", "open"]);
    await waitUntil(() => old.closed !== undefined);
  });

  it("yields the values of both connections in order if the new one fails", async () => {
    const { peers, old, replacement, third, pinged, got, reading } = await startHandover({
      backoff: { initialDelayMs: 400, maxDelayMs: 400 },
    });
    replacement.send(frame.started(1), ...untracked(1, "c"));
    await pinged(old);
    replacement.socket.terminate();
    old.send(...untracked(1, "b"), "PONG");
    await waitUntil(() => got.length === 3);
    await third();
    peers[2]?.send(frame.started(1), ...untracked(1, "d"), frame.stopped(1));
    await reading;
    expect(got).toEqual(["a", "b", "c", "d"]);
  });

  it("is not requested again if it has ended when the next handover starts", async () => {
    const { peers, old, replacement, third, pinged, got, reading } = await startHandover();
    replacement.send(frame.started(1), ...untracked(1, "b"), frame.stopped(1), { id: null, method: "reconnect" });
    await pinged(old);
    await third();
    await reading;
    expect(got).toEqual(["a", "b"]);
    await pause();
    expect(peers[2]?.messages).toEqual([]);
  });

  it("yields the values of the new connection if the old one fails", async () => {
    const { old, replacement, pinged, got, reading } = await startHandover();
    replacement.send(frame.started(1), ...untracked(1, "b"));
    await pinged(old);
    await pause();
    expect(got).toEqual(["a"]);
    old.socket.terminate();
    await waitUntil(() => got.length === 2);
    replacement.send(frame.stopped(1));
    await reading;
    expect(got).toEqual(["a", "b"]);
  });
});

it("a subscription reports a failed handover only if the old connection is lost too", async () => {
  let isFull = true;
  const { client, peers } = await start(({ number, send, socket }, message) => {
    const id = idOf(message);
    if (methodOf(message) !== "subscription") return;
    if (number === 1) send(frame.started(id), { id: null, method: "reconnect" });
    else if (isFull) socket.close(1013);
    else send(frame.started(id), frame.tracked(id, "1"), frame.stopped(id));
  });
  const states: string[] = [];
  const onStateChange = ({ state }: ConnectionState) => states.push(state);
  const watching = ids(client.posts.watch(undefined, { onConnectionStateChange: onStateChange }));
  await waitUntil(() => peers.filter(({ closed }) => closed === 1013).length > 3);
  expect(states).toEqual(["connecting", "open"]);
  peers[0]?.socket.terminate();
  await waitUntil(() => states.includes("reconnecting"));
  isFull = false;
  expect(await watching).toEqual(["1"]);
  expect(states.slice(-2)).toEqual(["connecting", "open"]);
});

it("a failed handover is retried while the old connection works", async () => {
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
  const [old, , replacement] = peers;
  old?.send(frame.tracked(1, "2"));
  await waitUntil(() => got.length === 2);
  replacement?.send(frame.started(1), frame.tracked(1, "2"), frame.tracked(1, "3"), frame.stopped(1));
  await reading;
  expect(got).toEqual(["1", "2", "3"]);
  await waitUntil(() => old?.closed !== undefined);
  expect(old?.messages.map(methodOf)).toEqual(["subscription", "subscription.stop", "PING"]);
});

describe("the status of ws()", () => {
  it("stays open while the old connection works, and changes to reconnecting when it is lost", async () => {
    const { client, link, peers } = await start(
      ({ number, send, socket }, message) => {
        const id = idOf(message);
        if (methodOf(message) !== "subscription") return;
        if (number === 1) send(frame.started(id), { id: null, method: "reconnect" });
        else if (number === 2) socket.close(1013);
        else send(frame.tracked(id, "1"), frame.stopped(id));
      },
      { backoff: { initialDelayMs: 1_000, maxDelayMs: 1_000 } },
    );
    // The handover starts immediately, the attempt after it late.
    const random = vi.spyOn(Math, "random").mockReturnValueOnce(0.01).mockReturnValue(0.4);
    onTestFinished(() => random.mockRestore());
    const states: string[] = [];
    link.status.subscribe(() => states.push(link.status.get().state));
    const watching = ids(client.posts.watch());
    await waitUntil(() => peers[1]?.closed === 1013);
    await pause();
    expect(states).toEqual(["connecting", "open"]);
    peers[0]?.socket.terminate();
    await waitUntil(() => link.status.get().state === "reconnecting");
    expect(await watching).toEqual(["1"]);
    expect(states).toEqual(["connecting", "open", "reconnecting", "connecting", "open"]);
  });

  it("yields each state", async () => {
    const { client, link, peers } = await start(respond);
    const states: string[] = [];
    const reading = (async () => {
      for await (const { state } of link.status) if (states.push(state) && state === "closed") break;
    })();
    await pause();
    await client.ping();
    await pause();
    peers[0]?.socket.close(4403);
    const watching = safe(ids(client.posts.watch()));
    await reading;
    expect((await watching).error?.code).toBe("FORBIDDEN");
    expect([states[0], states.at(-1)]).toEqual(["idle", "closed"]);
    expect(states).toContain("open");
  });
});

import { address, type BaseUrl, type Frame, readFrame } from "../protocol/index.js";
import { toJson } from "./encode.js";

/** What links need of a WebSocket: the global one and that of the package `ws` have it. */
export interface WebSocketLike {
  onopen: ((event: any) => void) | null;
  onmessage: ((event: any) => void) | null;
  onclose: ((event: any) => void) | null;
  onerror: ((event: any) => void) | null;
  send(text: string): void;
  close(): void;
}

/** A class of sockets, to be used instead of the global `WebSocket`. */
export type WebSocketConstructor = new (url: string) => WebSocketLike;

/** What the server is told of the caller when a connection opens; its values are strings. */
export type ConnectionParams = Readonly<Record<string, string>> | null;

/** How often a silent connection is asked for a sign of life, and how long that may take. */
export interface KeepAlive {
  readonly intervalMs: number;
  readonly pongTimeoutMs: number;
}

/** How a socket is opened and kept. */
export interface WsConnectionOptions {
  /** Where the procedures are mounted: `/rpc`, or an address that begins with http or ws. */
  readonly url: BaseUrl;
  /** Instead of the global `WebSocket`, which Node has from version 22. */
  readonly WebSocket?: WebSocketConstructor;
  /** Sent first on each connection; a function is asked anew at each. */
  readonly connectionParams?: ConnectionParams | (() => ConnectionParams | Promise<ConnectionParams>);
  /** By default a connection that was silent for 30 s is given 10 s to answer; `false` leaves silence alone. */
  readonly keepAlive?: KeepAlive | false;
}

/** Why a wire is over: the socket's code, or what was thrown by either side of it. */
export interface WsClose {
  readonly code?: number;
  readonly reason?: string;
  readonly error?: unknown;
}

/** What happens on a wire; nothing more after `over`. */
export interface WsConnectionHandlers {
  readonly onOpen: (wire: WsConnection) => void;
  readonly onFrame: (wire: WsConnection, frame: Frame) => void;
  readonly onClose: (wire: WsConnection, closing: WsClose) => void;
}

/** One connection, from the question for its parameters to its close. */
export interface WsConnection {
  /** Messages of one turn of the event loop leave together; throws what has no JSON. */
  readonly post: (message: object) => void;
  /**
   * Asks for a sign of life: it comes behind all that the server says until it has read the messages before. Of a wire
   * that is over, all has come.
   */
  readonly ping: (onPong: () => void) => void;
  /** Closes without a further event. */
  readonly close: () => void;
}

/** A connection that does not open in this time will not. */
const CONNECT_TIMEOUT_MS = 30_000;
/** Messages in one frame: the server's own limit. */
const MAX_MESSAGES = 20;

/** Opens a connection once `ready` is; keeps it alive until either side closes it. */
export function openWsConnection(
  options: WsConnectionOptions,
  handlers: WsConnectionHandlers,
  ready: Promise<unknown> | undefined,
): WsConnection {
  const { keepAlive = { intervalMs: 30_000, pongTimeoutMs: 10_000 } } = options;
  let socket: WebSocketLike | undefined;
  let timer = setTimeout(handleSilence, CONNECT_TIMEOUT_MS);
  const outbox: string[] = [];
  /** Who waits for an answer to a PING, in the order of asking. */
  const pings: Array<() => void> = [];
  let isClosed = false;

  function close(): void {
    isClosed = true;
    clearTimeout(timer);
    socket?.close();
  }
  function end(closing: WsClose): void {
    if (isClosed) return;
    close();
    handlers.onClose(connection, closing);
  }
  function handleSilence(): void {
    end({ code: 1006, reason: "silence" });
  }
  /** Says what happens after a silence, instead of what was to happen. */
  function restartTimer(limit: keyof KeepAlive, then: () => void): void {
    clearTimeout(timer);
    if (keepAlive) timer = setTimeout(then, keepAlive[limit]);
  }
  const resetKeepAlive = () => restartTimer("intervalMs", ping);
  function ping(heard = () => {}): void {
    if (isClosed) return heard();
    flush();
    pings.push(heard);
    socket?.send("PING");
    restartTimer("pongTimeoutMs", handleSilence);
  }
  function flush(): void {
    if (isClosed) return;
    while (outbox.length > 0) {
      const messages = outbox.splice(0, MAX_MESSAGES);
      socket?.send(messages.length > 1 ? `[${messages.join()}]` : messages.join());
    }
  }
  function receive(text: unknown): void {
    let frame: Frame;
    try {
      frame = readFrame(text);
    } catch (error) {
      return end({ error });
    }
    handlers.onFrame(connection, frame);
  }
  async function open(): Promise<void> {
    const { connectionParams: params, url } = options;
    await ready;
    const data = await (typeof params === "function" ? params() : params);
    if (isClosed) return;
    // Looked up at each connection, so that a replaced global is used; where there is none, this throws.
    const Socket: WebSocketConstructor = options.WebSocket ?? WebSocket;
    // It resolves a relative address, and one of http, by itself (WHATWG WebSockets, section 3.1).
    const made = new Socket(address(url, "", data !== undefined && "connectionParams=1"));
    socket = made;
    made.onopen = () => {
      if (isClosed) return;
      if (data !== undefined) made.send(toJson({ method: "connectionParams", data }));
      resetKeepAlive();
      handlers.onOpen(connection);
    };
    made.onmessage = ({ data: text }) => {
      if (isClosed) return;
      resetKeepAlive();
      if (text === "PING") made.send("PONG");
      else if (text === "PONG") pings.shift()?.();
      else receive(text);
    };
    // What is wrong is never told to a page, only that it closed. The package `ws` throws what nobody listens for.
    made.onerror = () => {};
    made.onclose = ({ code, reason }) => end({ code, reason: String(reason) });
  }

  const connection: WsConnection = {
    close,
    ping,
    post(message) {
      if (outbox.push(toJson(message)) === 1) queueMicrotask(flush);
    },
  };
  open().catch((error: unknown) => end({ error }));
  return connection;
}

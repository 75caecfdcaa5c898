import { type ErrorCode, IsotypeError, toIsotypeError } from "../error/index.js";
import { type BaseUrl, buildUrl, type Frame, readFrame, toJson } from "../protocol/index.js";

/** The part of a WebSocket that links use. The global class and that of the package `ws` provide it. */
export interface WebSocketLike {
  onopen: ((event: any) => void) | null;
  onmessage: ((event: any) => void) | null;
  onclose: ((event: any) => void) | null;
  onerror: ((event: any) => void) | null;
  send(text: string): void;
  close(): void;
}

/** WebSocket class that replaces the global one. */
export type WebSocketConstructor = new (url: string) => WebSocketLike;

/** Parameters that identify the caller when a connection opens. */
export type ConnectionParams = Readonly<Record<string, string>> | null;

/** Timing of the client's pings. */
export interface KeepAlive {
  /** Time without a message after which the client sends a ping, in milliseconds. */
  readonly intervalMs: number;
  /** Time to wait for the response to a ping, in milliseconds. */
  readonly pongTimeoutMs: number;
}

/** Options of a WebSocket connection. */
export interface WsConnectionOptions {
  /** URL of the procedures: `/rpc`, or an absolute URL with the scheme http or ws. */
  readonly url: BaseUrl;
  /** Replaces the global `WebSocket`, which Node.js has since version 22. */
  readonly WebSocket?: WebSocketConstructor;
  /** First message of each connection. A function is called for each connection. */
  readonly connectionParams?: ConnectionParams | (() => ConnectionParams | Promise<ConnectionParams>);
  /** Pings. By default 30 s without a message, then 10 s for the response. `false` turns them off. */
  readonly keepAlive?: KeepAlive | false;
}

/** Reason why a connection closed: the code of the socket, or an error. */
export interface WsClose {
  readonly code?: number;
  readonly reason?: string;
  readonly error?: unknown;
}

/** WebSocket connection, from the request for its parameters until it closes. */
export interface WsConnection {
  /**
   * Sends a message. Messages of the same turn of the event loop share a frame.
   *
   * @throws {TypeError} If the message has no JSON.
   */
  readonly post: (message: object) => void;
  /**
   * Sends a ping. `onPong` runs after the responses to all earlier messages have arrived, or immediately if the
   * connection is closed.
   */
  readonly ping: (onPong: () => void) => void;
  /** Closes the connection without calling `onClose`. */
  readonly close: () => void;
}

/** Time limit for opening a connection. */
const CONNECT_TIMEOUT_MS = 30_000;
/** Maximum number of messages in a frame, which is the server's limit. */
const MAX_MESSAGES = 20;

/** Close codes after which a reconnect fails again. Codes from 4400 stand for HTTP statuses, some of them transient. */
const FATAL_CLOSE_CODE = /^(100[2378]|44..)$/;
/** Error codes of fatal close codes other than `BAD_REQUEST`. */
const ERROR_CODES: Readonly<Record<number, ErrorCode>> = { 1008: "FORBIDDEN", 4401: "UNAUTHORIZED", 4403: "FORBIDDEN" };

/** Converts the reason of a close to an error. */
export function closeError(close: WsClose): IsotypeError {
  const { code, reason, error } = close as Required<WsClose>;
  if (error !== undefined) return toIsotypeError(error);
  return new IsotypeError(`connection closed: ${code} ${reason}`, {
    code: ERROR_CODES[code] ?? (FATAL_CLOSE_CODE.test(`${code}`) ? "BAD_REQUEST" : "NETWORK"),
    status: code < 4400 ? undefined : code - 4000,
  });
}

/**
 * Opens a connection once `ready` resolves, and keeps it alive until one side closes it. No callback runs after
 * `onClose`.
 */
export function openWsConnection(
  options: WsConnectionOptions,
  ready: Promise<unknown> | undefined,
  onOpen: (connection: WsConnection) => void,
  onFrame: (connection: WsConnection, frame: Frame) => void,
  onClose: (connection: WsConnection, close: WsClose) => void,
): WsConnection {
  const { keepAlive = { intervalMs: 30_000, pongTimeoutMs: 10_000 } } = options;
  /** Callbacks of the pings without a response, in the order of sending. */
  const pongListeners: Array<() => void> = [];
  let socket: WebSocketLike | undefined;
  let isClosed = false;
  let timer = setTimeout(handleTimeout, CONNECT_TIMEOUT_MS);
  const [post, flush] = createOutbox((text) => isClosed || socket?.send(text));

  function close(): void {
    isClosed = true;
    clearTimeout(timer);
    socket?.close();
  }
  function end(reason: WsClose): void {
    if (isClosed) return;
    close();
    onClose(connection, reason);
  }
  function handleTimeout(): void {
    end({ code: 1006, reason: "timeout" });
  }
  function restartTimer(limit: keyof KeepAlive, onElapsed: () => void): void {
    clearTimeout(timer);
    if (keepAlive) timer = setTimeout(onElapsed, keepAlive[limit]);
  }
  function ping(onPong = () => {}): void {
    if (isClosed) return onPong();
    flush();
    pongListeners.push(onPong);
    socket?.send("PING");
    restartTimer("pongTimeoutMs", handleTimeout);
  }
  function receive(text: unknown): void {
    restartTimer("intervalMs", ping);
    if (text === "PING") return socket?.send("PONG");
    if (text === "PONG") return pongListeners.shift()?.();
    const frame = tryReadFrame(text, end);
    if (frame) onFrame(connection, frame);
  }
  function handleOpen(): void {
    restartTimer("intervalMs", ping);
    onOpen(connection);
  }
  function attach(opened: WebSocketLike, params: ConnectionParams | undefined): void {
    socket = opened;
    listen(opened, params, () => isClosed, handleOpen, receive, end);
  }

  const connection: WsConnection = { close, ping, post };
  createSocket(options, ready, () => isClosed, attach).catch((error: unknown) => end({ error }));
  return connection;
}

/** Sets the listeners of a socket. The first two are not called once the connection is closed. */
function listen(
  socket: WebSocketLike,
  params: ConnectionParams | undefined,
  isClosed: () => boolean,
  onOpen: () => void,
  onText: (text: unknown) => void,
  onClose: (close: WsClose) => void,
): void {
  socket.onopen = () => {
    if (isClosed()) return;
    if (params !== undefined) socket.send(toJson({ method: "connectionParams", data: params }));
    onOpen();
  };
  socket.onmessage = ({ data }) => isClosed() || onText(data);
  // Browsers report the cause only through `onclose`. The package `ws` throws if this listener is missing.
  socket.onerror = () => {};
  socket.onclose = ({ code, reason }) => onClose({ code, reason: String(reason) });
}

/** Resolves the connection parameters and creates the socket, unless the connection was closed meanwhile. */
async function createSocket(
  { connectionParams, url, WebSocket: Socket }: WsConnectionOptions,
  ready: Promise<unknown> | undefined,
  isClosed: () => boolean,
  attach: (socket: WebSocketLike, params: ConnectionParams | undefined) => void,
): Promise<void> {
  await ready;
  const params = await (typeof connectionParams === "function" ? connectionParams() : connectionParams);
  if (isClosed()) return;
  // Reads the global at connection time, so that tests can replace it. The class itself resolves relative URLs and
  // URLs with the scheme http (WHATWG WebSockets, section 3.1).
  attach(new (Socket ?? WebSocket)(buildUrl(url, "", params !== undefined && "connectionParams=1")), params);
}

/** Creates a queue of messages. `post` queues a message, and `flush` sends the queue in as few frames as possible. */
function createOutbox(send: (text: string) => void): [post: (message: object) => void, flush: () => void] {
  const queued: string[] = [];
  const flush = () => {
    while (queued.length > 0) {
      const messages = queued.splice(0, MAX_MESSAGES);
      send(messages.length > 1 ? `[${messages.join()}]` : messages.join());
    }
  };
  return [(message) => queued.push(toJson(message)) === 1 && queueMicrotask(flush), flush];
}

/** Parses a frame, or ends the connection if it is malformed. */
function tryReadFrame(text: unknown, end: (reason: WsClose) => void): Frame | undefined {
  try {
    return readFrame(text);
  } catch (error) {
    return void end({ error });
  }
}

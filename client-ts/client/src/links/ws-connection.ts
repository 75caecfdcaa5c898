import { type ErrorCode, IsotypeError, toIsotypeError } from "../error/index.js";
import { type BaseUrl, buildUrl, type Frame, malformedResponse, parseJson, toJson } from "../protocol/index.js";
import { CONNECT_TIMEOUT_MS, MAX_MESSAGES } from "./constants.js";

/** Subset of the WebSocket API that links use. The global class and the one in the `ws` package provide it. */
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
  /** Timing of pings. By default 30 s without a message, then 10 s for the response. `false` disables pings. */
  readonly keepAlive?: KeepAlive | false;
}

/** Reason why a connection closed: an error, or the code and the reason of the socket. */
export type WsClose = readonly [error: unknown, code?: number, reason?: string];

/**
 * Error codes of close codes after which a reconnect would fail again. Codes from 4400 stand for HTTP statuses; some are
 * transient. Those up to 4499 map to `BAD_REQUEST` unless they are listed.
 */
const ERROR_CODES: Readonly<Record<number, ErrorCode>> = {
  1002: "BAD_REQUEST",
  1003: "BAD_REQUEST",
  1007: "BAD_REQUEST",
  1008: "FORBIDDEN",
  4401: "UNAUTHORIZED",
  4403: "FORBIDDEN",
};

/** Converts a close to an error. */
export function closeError([error, code = 0, reason]: WsClose): IsotypeError {
  if (error !== undefined) return toIsotypeError(error);
  return new IsotypeError(`connection closed: ${code} ${reason}`, {
    code: ERROR_CODES[code] ?? (/^44../.test(`${code}`) ? "BAD_REQUEST" : "NETWORK"),
    status: code < 4400 ? undefined : code - 4000,
  });
}

/** Owner of WebSocket connections. It is not notified of a connection after its close. */
export interface WsConnectionHost {
  readonly options: WsConnectionOptions;
  readonly onOpen: (connection: WsConnection) => void;
  readonly onFrame: (connection: WsConnection, frame: Frame) => void;
  readonly onClose: (connection: WsConnection, close: WsClose) => void;
}

/** WebSocket connection, from the request for its parameters until it closes. */
export class WsConnection {
  readonly #host: WsConnectionHost;
  readonly #queued: string[] = [];
  /** Callbacks of unanswered pings, in the order in which they were sent. */
  readonly #pongListeners: Array<() => void> = [];
  #socket: WebSocketLike | undefined;
  #isClosed = false;
  readonly #handleTimeout = () => this.#end(undefined, 1006, "timeout");
  #timer = setTimeout(this.#handleTimeout, CONNECT_TIMEOUT_MS);

  /** Opens a connection once `ready` resolves, and keeps it alive until one side closes it. */
  constructor(host: WsConnectionHost, ready: Promise<unknown> | undefined) {
    this.#host = host;
    this.#open(ready).catch((error: unknown) => this.#end(error));
  }

  /**
   * Sends a message. Messages of the same turn of the event loop share a frame.
   *
   * @throws {TypeError} If the message cannot be serialized to JSON.
   */
  post(message: object): void {
    if (this.#queued.push(toJson(message)) === 1) queueMicrotask(() => this.#flush());
  }

  /**
   * Sends a ping. `onPong` runs after the responses to all earlier messages have arrived, or immediately if the
   * connection is closed.
   */
  ping(onPong: () => void): void {
    if (this.#isClosed) return onPong();
    this.#flush();
    this.#pongListeners.push(onPong);
    this.#socket?.send("PING");
    this.#restartTimer("pongTimeoutMs", this.#handleTimeout);
  }

  /** Closes the connection without calling `onClose`. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  async #open(ready: Promise<unknown> | undefined): Promise<void> {
    const { connectionParams, url, WebSocket: Custom } = this.#host.options;
    await ready;
    const params = await (typeof connectionParams === "function" ? connectionParams() : connectionParams);
    if (this.#isClosed) return;
    // Reads the global at connection time, so that tests can replace it. The class itself resolves relative URLs and
    // URLs with the scheme http (WHATWG WebSockets, section 3.1).
    const Socket: WebSocketConstructor = Custom ?? WebSocket;
    const socket = new Socket(buildUrl(url, "", params !== undefined && "connectionParams=1"));
    this.#socket = socket;
    socket.onopen = () => {
      if (this.#isClosed) return;
      if (params !== undefined) socket.send(toJson({ method: "connectionParams", data: params }));
      this.#keepAlive();
      this.#host.onOpen(this);
    };
    socket.onmessage = ({ data }) => {
      if (this.#isClosed) return;
      this.#keepAlive();
      if (data === "PING") socket.send("PONG");
      else if (data === "PONG") this.#pongListeners.shift()?.();
      else this.#receive(data);
    };
    // Browsers report the cause only through `onclose`. The `ws` package throws if this listener is missing.
    socket.onerror = () => {};
    socket.onclose = ({ code, reason }) => this.#end(undefined, code, String(reason));
  }

  #receive(text: unknown): void {
    let frame: Frame;
    try {
      frame = parseJson(String(text)) as Frame;
      if (!(frame instanceof Object)) throw malformedResponse("frame", text);
    } catch (error) {
      return this.#end(error);
    }
    this.#host.onFrame(this, frame);
  }

  #flush(): void {
    while (!this.#isClosed && this.#queued.length > 0) {
      const messages = this.#queued.splice(0, MAX_MESSAGES);
      this.#socket?.send(messages.length > 1 ? `[${messages.join()}]` : messages.join());
    }
  }

  /** Sends a ping if no message arrives for `intervalMs`. */
  #keepAlive(): void {
    this.#restartTimer("intervalMs", () => this.ping(() => {}));
  }

  #restartTimer(limit: keyof KeepAlive, onElapsed: () => void): void {
    const { keepAlive = { intervalMs: 30_000, pongTimeoutMs: 10_000 } } = this.#host.options;
    clearTimeout(this.#timer);
    if (keepAlive) this.#timer = setTimeout(onElapsed, keepAlive[limit]);
  }

  #end(...close: WsClose): void {
    if (this.#isClosed) return;
    this.close();
    this.#host.onClose(this, close);
  }
}

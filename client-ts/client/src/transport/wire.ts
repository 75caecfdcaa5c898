import { address, type BaseUrl, type Frame, readFrame } from "../protocol/index.js";
import { toJson } from "./encode.js";

/** What links need of a WebSocket: the global one and that of the package `ws` have it. */
export interface SocketLike {
  onopen: ((event: any) => void) | null;
  onmessage: ((event: any) => void) | null;
  onclose: ((event: any) => void) | null;
  onerror: ((event: any) => void) | null;
  send(text: string): void;
  close(): void;
}

/** A class of sockets, to be used instead of the global `WebSocket`. */
export type SocketClass = new (url: string) => SocketLike;

/** What the server is told of the caller when a connection opens; its values are strings. */
export type ConnectionParams = Readonly<Record<string, string>> | null;

/** How often a silent connection is asked for a sign of life, and how long that may take. */
export interface KeepAlive {
  readonly everyMs: number;
  readonly waitMs: number;
}

/** How a socket is opened and kept. */
export interface WireOptions {
  /** Where the procedures are mounted: `/rpc`, or an address that begins with http or ws. */
  readonly url: BaseUrl;
  /** Instead of the global `WebSocket`, which Node has from version 22. */
  readonly WebSocket?: SocketClass;
  /** Sent first on each connection; a function is asked anew at each. */
  readonly connectionParams?: ConnectionParams | (() => ConnectionParams | Promise<ConnectionParams>);
  /** By default a connection that was silent for 30 s is given 10 s to answer; `false` leaves silence alone. */
  readonly keepAlive?: KeepAlive | false;
}

/** Why a wire is over: the socket's code, or what was thrown by either side of it. */
export interface Closing {
  readonly code?: number;
  readonly text?: string;
  readonly error?: unknown;
}

/** What happens on a wire; nothing more after `over`. */
export interface WireEvents {
  readonly ready: (wire: Wire) => void;
  readonly message: (wire: Wire, frame: Frame) => void;
  readonly over: (wire: Wire, closing: Closing) => void;
}

/** One connection, from the question for its parameters to its close. */
export interface Wire {
  /** Messages of one turn of the event loop leave together; throws what has no JSON. */
  readonly post: (message: object) => void;
  /**
   * Asks for a sign of life: it comes behind all that the server says until it has read the messages before. Of a wire
   * that is over, all has come.
   */
  readonly ping: (heard: () => void) => void;
  /** Closes without a further event. */
  readonly close: () => void;
}

/** A connection that does not open in this time will not. */
const OPENING_MS = 30_000;
/** Messages in one frame: the server's own limit. */
const MAX_MESSAGES = 20;

/** Opens a connection once `ready` is; keeps it alive until either side closes it. */
export function openWire(options: WireOptions, on: WireEvents, ready: Promise<unknown> | undefined): Wire {
  const { keepAlive = { everyMs: 30_000, waitMs: 10_000 } } = options;
  let socket: SocketLike | undefined;
  let timer = setTimeout(lost, OPENING_MS);
  const outbox: string[] = [];
  /** Who waits for an answer to a PING, in the order of asking. */
  const pings: Array<() => void> = [];
  let over = false;

  function close(): void {
    over = true;
    clearTimeout(timer);
    socket?.close();
  }
  function end(closing: Closing): void {
    if (over) return;
    close();
    on.over(wire, closing);
  }
  function lost(): void {
    end({ code: 1006, text: "silence" });
  }
  /** Says what happens after a silence, instead of what was to happen. */
  function watch(limit: keyof KeepAlive, then: () => void): void {
    clearTimeout(timer);
    if (keepAlive) timer = setTimeout(then, keepAlive[limit]);
  }
  const hear = () => watch("everyMs", ping);
  function ping(heard = () => {}): void {
    if (over) return heard();
    flush();
    pings.push(heard);
    socket?.send("PING");
    watch("waitMs", lost);
  }
  function flush(): void {
    if (over) return;
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
    on.message(wire, frame);
  }
  async function open(): Promise<void> {
    const { connectionParams: given, url } = options;
    await ready;
    const data = await (typeof given === "function" ? given() : given);
    if (over) return;
    // Looked up at each connection, so that a replaced global is used; where there is none, this throws.
    const Socket: SocketClass = options.WebSocket ?? WebSocket;
    // It resolves a relative address, and one of http, by itself (WHATWG WebSockets, section 3.1).
    const made = new Socket(address(url, "", data !== undefined && "connectionParams=1"));
    socket = made;
    made.onopen = () => {
      if (over) return;
      if (data !== undefined) made.send(toJson({ method: "connectionParams", data }));
      hear();
      on.ready(wire);
    };
    made.onmessage = ({ data: text }) => {
      if (over) return;
      hear();
      if (text === "PING") made.send("PONG");
      else if (text === "PONG") pings.shift()?.();
      else receive(text);
    };
    // What is wrong is never told to a page, only that it closed. The package `ws` throws what nobody listens for.
    made.onerror = () => {};
    made.onclose = ({ code, reason }) => end({ code, text: String(reason) });
  }

  const wire: Wire = {
    close,
    ping,
    post(message) {
      if (outbox.push(toJson(message)) === 1) queueMicrotask(flush);
    },
  };
  open().catch((error: unknown) => end({ error }));
  return wire;
}

import type { BaseUrl } from "../protocol/index.js";
import type { Backoff, ConnectionStatus, Fetch, HeaderSource, Link } from "../transport/index.js";

/** Options of all links that use HTTP. */
export interface HttpOptions {
  /** URL of the procedures, for example `/rpc`. */
  readonly url: BaseUrl;
  /** Replaces the global `fetch`, for example to send `credentials: "include"`. */
  readonly fetch?: Fetch;
  /** Header fields of each request. A function is called for each attempt. */
  readonly headers?: HeaderSource;
}

/** Options of links that send calls as JSON. */
export interface CallHttpOptions extends HttpOptions {
  /**
   * Sends queries with POST, for inputs that are too long for a URL or must not appear in one. The server must allow
   * method overrides.
   */
  readonly methodOverride?: "POST";
}

/** Link that keeps connections open. */
export interface ConnectionLink extends Link {
  /** State of the connections, for display. */
  readonly status: ConnectionStatus;
  /** Ends all operations with `ABORTED` and closes the connections. The next call reconnects. */
  readonly close: () => void;
}

/** Options of `sse()`. */
export interface SseOptions extends HttpOptions {
  /** Time without an event after which the link reconnects, in milliseconds. By default the server announces it. */
  readonly reconnectAfterInactivityMs?: number;
  /** Refreshes the authentication when the server responds with 401. `headers` is evaluated afterwards. */
  readonly refreshAuth?: () => unknown;
  /** Delays before a reconnect. By default from 0.5 s, doubling up to 30 s. */
  readonly backoff?: Backoff;
}

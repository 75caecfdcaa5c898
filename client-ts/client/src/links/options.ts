import type { BaseUrl } from "../protocol/index.js";
import type { Backoff, Fetch, HeaderSource, Link, Status } from "../transport/index.js";

/** What every link that speaks HTTP is told. */
export interface HttpOptions {
  /** Where the procedures are mounted, for example `/rpc`. */
  readonly url: BaseUrl;
  /** Instead of the global `fetch`, for example to send `credentials: "include"`. */
  readonly fetch?: Fetch;
  /** Sent with each request; a function is asked anew at each attempt. */
  readonly headers?: HeaderSource;
}

/** What links for calls are told that send requests for JSON. */
export interface CallHttpOptions extends HttpOptions {
  /** Asks by POST, for inputs that do not fit into an address or must not be in one. The server has to allow it. */
  readonly methodOverride?: "POST";
}

/** A link that keeps connections open. */
export interface ConnectionLink extends Link {
  /** What they are doing, for a page to show. */
  readonly status: Status;
  /** Ends what is running with `ABORTED` and hangs up; the next call connects anew. */
  readonly close: () => void;
}

/** Options of `sse()`. */
export interface SseOptions extends HttpOptions {
  /** Silence after which a connection counts as lost; by default what the server announces. */
  readonly reconnectAfterInactivityMs?: number;
  /** Gets a new token when the server refuses the one it was sent; `headers` are asked for behind it. */
  readonly refreshAuth?: () => unknown;
  /** The waits before reconnecting; half a second, doubling to half a minute, by default. */
  readonly backoff?: Backoff;
}

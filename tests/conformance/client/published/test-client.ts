/** Outcome of a call, in the same form for every client. */
export type Outcome = { readonly ok: unknown } | { readonly error: Refusal };

/** Error of a call. */
export interface Refusal {
  /** Code of the server, or `NETWORK` or `ABORTED` of the client. */
  readonly code: string;
  readonly message: string;
  readonly status?: number | undefined;
  /** Declared error, `error.data.error`. */
  readonly data?: unknown;
}

/** Active subscription. */
export interface Following {
  readonly values: unknown[];
  /** Outcome, once the subscription has ended. */
  readonly over: Promise<"ended" | Refusal>;
  readonly stop: () => void;
}

/** Link of a client for calls. */
export type CallLink = "http" | "batch" | "batchStream" | "ws";
/** Link of a client for subscriptions. */
export type EventLink = "sse" | "ws";

/** Options of a client. */
export interface Setting {
  readonly url: string;
  readonly calls: CallLink;
  readonly events: EventLink;
  readonly headers?: Readonly<Record<string, string>>;
  readonly connectionParams?: Readonly<Record<string, string>>;
  readonly methodOverride?: boolean;
}

/** Client under test. Scenarios run with every client. */
export interface Peer {
  readonly query: (path: string, input?: unknown, options?: { readonly signal?: AbortSignal }) => Promise<Outcome>;
  readonly mutate: (path: string, input?: unknown) => Promise<Outcome>;
  readonly follow: (path: string, input?: unknown) => Following;
  readonly close: () => void;
}

/** Creates a client. */
export type MakePeer = (setting: Setting) => Peer;

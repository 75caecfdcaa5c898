/** Outcome of a call, in the same form for every client. */
export type Outcome = { readonly ok: unknown } | { readonly error: Refusal };

/** Error of a call. */
export interface Refusal {
  /** Code sent by the server, or the client's `NETWORK` or `ABORTED`. */
  readonly code: string;
  readonly message: string;
  readonly status?: number | undefined;
  /** Declared error: `error.data.error` in the response. */
  readonly data?: unknown;
}

/** Active subscription. */
export interface Following {
  readonly values: unknown[];
  /** Outcome, once the subscription has ended. */
  readonly over: Promise<"ended" | Refusal>;
  readonly stop: () => void;
}

/** Link that the client uses for calls. */
export type CallLink = "http" | "batch" | "batchStream" | "ws";
/** Link that the client uses for subscriptions. */
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

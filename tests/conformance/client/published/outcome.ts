/** How one call ended, told alike by every client. */
export type Outcome = { readonly ok: unknown } | { readonly error: Refusal };

/** Why a call failed. */
export interface Refusal {
  /** The server's name of it; `NETWORK` and `ABORTED` are the client's. */
  readonly code: string;
  readonly message: string;
  readonly status?: number | undefined;
  /** The declared error, `error.data.error`. */
  readonly data?: unknown;
}

/** A running subscription. */
export interface Following {
  readonly values: unknown[];
  /** When it is over: how. */
  readonly over: Promise<"ended" | Refusal>;
  readonly stop: () => void;
}

/** How a client carries calls. */
export type CallLink = "http" | "batch" | "batchStream" | "ws";
/** How a client carries subscriptions. */
export type EventLink = "sse" | "ws";

/** What a client is told. */
export interface Setting {
  readonly url: string;
  readonly calls: CallLink;
  readonly events: EventLink;
  readonly headers?: Readonly<Record<string, string>>;
  readonly connectionParams?: Readonly<Record<string, string>>;
  readonly methodOverride?: boolean;
}

/** A client under test: whatever it is, scenarios ask the same of it. */
export interface Peer {
  readonly query: (path: string, input?: unknown, options?: { readonly signal?: AbortSignal }) => Promise<Outcome>;
  readonly mutate: (path: string, input?: unknown) => Promise<Outcome>;
  readonly follow: (path: string, input?: unknown) => Following;
  readonly close: () => void;
}

/** Makes a client. */
export type MakePeer = (setting: Setting) => Peer;

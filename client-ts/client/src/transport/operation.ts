import type { ConnectionState } from "./connection-status.js";

/** How a procedure is called. */
export type ProcedureKind = "query" | "mutation" | "subscription";

/** Header fields by name. */
export type HeaderRecord = Readonly<Record<string, string>>;

/** Header fields, or what finds them anew at each attempt. */
export type HeaderSource = HeaderRecord | (() => HeaderRecord | Promise<HeaderRecord>);

/** One call on its way through the links. */
export interface Operation {
  readonly kind: ProcedureKind;
  /** The procedure's name, for example `posts.create`. */
  readonly path: string;
  /** `undefined` where the procedure takes no input. */
  readonly input: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Asked again at each attempt; later ones win. */
  readonly headers: readonly HeaderSource[];
  /** The caller's words to the links, never sent. */
  readonly context: Readonly<Record<string, unknown>>;
  /** When the caller stops waiting, as of `Date.now()`: the server is told what is left. `Infinity` without a limit. */
  readonly deadline: number;
  /** Under this key the server does the same mutation once, however often it arrives. */
  readonly idempotencyKey?: string | undefined;
  /** The input of a subscription's later connections; the first one's where there is no such function. */
  readonly resumeInput?: ((lastEventId: string | undefined) => unknown) | undefined;
  /** Told about a subscription's connection. */
  readonly onConnectionStateChange?: ((state: ConnectionState) => void) | undefined;
}

/** The time left until a deadline, as it is told to servers; nothing where there is none. */
export function remainingMs(deadline: number): number | undefined {
  return deadline < Infinity ? Math.max(0, deadline - Date.now()) : undefined;
}

/** Carries operations to a server. */
export interface Transport {
  /** Answers a query or a mutation; rejects with an `IsotypeError`. */
  readonly call: (operation: Operation) => Promise<unknown>;
  /** Opens a subscription: iterating it, once, connects, and ending the iteration hangs up. */
  readonly subscribe: (operation: Operation) => AsyncIterable<unknown>;
}

/**
 * Wraps the transport behind it; a link that ends the chain ignores it. What a link says nothing about, it passes on.
 *
 * @example
 * const traced: Link = (next) => ({
 *   call: (operation) => trace(operation.path, () => next.call(operation)),
 * });
 */
export type Link = (next: Transport) => Partial<Transport>;

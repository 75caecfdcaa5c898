import type { ConnectionState } from "./connection-status.js";

/** Kind of a procedure. */
export type ProcedureKind = "query" | "mutation" | "subscription";

/** Header fields by name. */
export type HeaderRecord = Readonly<Record<string, string>>;

/** Header fields, or a function that returns them for each attempt. */
export type HeaderSource = HeaderRecord | (() => HeaderRecord | Promise<HeaderRecord>);

/** Call that passes through the links. */
export interface Operation {
  readonly kind: ProcedureKind;
  /** Procedure name, for example `posts.create`. */
  readonly path: string;
  /** Input of the call. `undefined` if the procedure takes none. */
  readonly input: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Header sources, evaluated for each attempt. Later sources take precedence. */
  readonly headers: readonly HeaderSource[];
  /** Values that the caller passes to links. They are never sent. */
  readonly context: Readonly<Record<string, unknown>>;
  /**
   * Time at which the caller stops waiting, in milliseconds since the epoch, or `Infinity`. The remaining time is sent
   * to the server.
   */
  readonly deadline: number;
  /** Idempotency key. The server runs the mutation once per key. */
  readonly idempotencyKey?: string | undefined;
  /** Returns the input for a reconnect. By default the subscription reconnects with its original input. */
  readonly resumeInput?: ((lastEventId: string | undefined) => unknown) | undefined;
  /** Called with each state of the subscription's connection. */
  readonly onConnectionStateChange?: ((state: ConnectionState) => void) | undefined;
}

/** Returns the milliseconds until a deadline, or `undefined` if there is none. */
export function remainingMs(deadline: number): number | undefined {
  return deadline < Infinity ? Math.max(0, deadline - Date.now()) : undefined;
}

/** Rest of the link chain, which carries out operations. */
export interface Transport {
  /** Runs a query or a mutation. Rejects with an `IsotypeError`. */
  readonly call: (operation: Operation) => Promise<unknown>;
  /** Opens a subscription. The connection opens with the iteration and closes with it. */
  readonly subscribe: (operation: Operation) => AsyncIterable<unknown>;
}

/**
 * Client middleware. A link wraps the next transport, or ignores it if it sends operations itself. Operations whose
 * method a link omits pass through.
 *
 * @example
 * const traced: Link = (next) => ({
 *   call: (operation) => trace(operation.path, () => next.call(operation)),
 * });
 */
export type Link = (next: Transport) => Partial<Transport>;

/** Combines links, first to last, in front of a transport. */
export function chain(links: Link | readonly Link[], end: Transport): Transport {
  return [links].flat().reduceRight((next, link) => ({ ...next, ...link(next) }), end);
}

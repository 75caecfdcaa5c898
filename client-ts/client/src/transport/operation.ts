/** What a procedure does: read, change, or send events. */
export type ProcedureKind = "query" | "mutation" | "subscription";

/** One call on its way through the links. */
export interface Operation {
  /** The procedure's kind. */
  readonly kind: ProcedureKind;
  /** The procedure's name, such as `posts.create`. */
  readonly path: string;
  /** The input; `undefined` when there is none. */
  readonly input: unknown;
  /** Headers that links and the caller add to the request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Aborts the call. */
  readonly signal: AbortSignal | undefined;
}

/** What carries operations: a transport, or a link around one. */
export interface Handler {
  /** Makes a query or a mutation. */
  call(operation: Operation): Promise<unknown>;
  /** Opens a subscription. */
  subscribe(operation: Operation): AsyncIterable<unknown>;
}

/**
 * Goes around all that comes after it. Links run in the order of the list; the last is a transport, which calls nothing.
 *
 * @example
 * ```ts
 * const timed: Link = (next) => ({
 *   ...next,
 *   async call(operation) {
 *     const start = performance.now();
 *     try { return await next.call(operation); } finally { report(operation.path, performance.now() - start); }
 *   },
 * });
 * ```
 */
export type Link = (next: Handler) => Handler;

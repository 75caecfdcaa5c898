import type { IsotypeError } from "../error/index.js";
import type { ConnectionState, HeaderRecord, Link, ProcedureKind } from "../transport/index.js";

// Type-only properties.
declare const client: unique symbol;
declare const failure: unique symbol;

/** Description of an API, as exported by a generated package. `C` is the type of the client. */
export interface Api<C> {
  /** Kind of each procedure, by name. */
  readonly procedures: Readonly<Record<string, ProcedureKind>>;
  /** Names of the idempotent mutations. The client sends an idempotency key with each call to them. */
  readonly idempotent?: readonly string[] | undefined;
  /** Link that runs before all others. It converts values that JSON cannot represent, such as dates and bytes. */
  readonly link?: Link | undefined;
  readonly [client]?: C;
}

/** Options of a call. */
export interface CallOptions {
  /** Aborts the call, which then rejects with the code `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
  /** Header fields of this call. */
  readonly headers?: HeaderRecord | undefined;
  /** Values passed to the links. They are never sent. */
  readonly context?: Readonly<Record<string, unknown>> | undefined;
  /**
   * Idempotency key of this mutation. The server runs the mutation once per key and replays the stored response.
   * Idempotent mutations get a key by default. Set one to repeat a mutation later, for example after a page reload.
   */
  readonly idempotencyKey?: string | undefined;
}

/** Options of a subscription. */
export interface SubscribeOptions<I = unknown> extends CallOptions {
  /**
   * Returns the input for a reconnect. By default the subscription reconnects with its original input. The last event
   * id is sent either way, so only streams without event ids need this option.
   *
   * @example
   * client.chat.watch({ since: newest }, { resumeInput: () => ({ since: newest }) });
   */
  readonly resumeInput?: ((lastEventId: string | undefined) => I) | undefined;
  /** Called with each connection state: connecting, open, reconnecting. */
  readonly onConnectionStateChange?: ((state: ConnectionState) => void) | undefined;
}

/** Arguments of a procedure. The input is optional if the procedure takes none, or if it may be `null`. */
export type Arguments<I, Options> = void extends I
  ? [input?: I, options?: Options]
  : null extends I
    ? [input?: I, options?: Options]
    : [input: I, options?: Options];

/** Promise of a procedure's output. `E` is the union of the errors that the procedure declares. */
export interface Call<O, E = never> extends Promise<O> {
  readonly [failure]?: E;
}

/** Values of a subscription. Iterating opens the connection; leaving the loop closes it. */
export interface Stream<O, E = never> extends AsyncIterable<O> {
  readonly [failure]?: E;
}

// A function type, because with a call signature in each interface, "go to definition" on a call would offer that
// signature in addition to the Rust function.
type Signature<I, Options, R> = (...args: Arguments<I, Options>) => R;

/** Procedure that reads data. */
export interface Query<I, O, E = never> extends Signature<I, CallOptions, Call<O, E>> {
  readonly kind: "query";
  /** Procedure name, for example `posts.list`. */
  readonly path: string;
}

/** Procedure that changes state. */
export interface Mutation<I, O, E = never> extends Signature<I, CallOptions, Call<O, E>> {
  readonly kind: "mutation";
  /** Procedure name, for example `posts.create`. */
  readonly path: string;
}

/** Procedure that yields values over time. `O` is the type of one value. */
export interface Subscription<I, O, E = never> extends Signature<I, SubscribeOptions<I>, Stream<O, E>> {
  readonly kind: "subscription";
  /** Procedure name, for example `posts.watch`. */
  readonly path: string;
}

/** Procedure of any kind. */
export type Procedure<I, O, E> = Query<I, O, E> | Mutation<I, O, E> | Subscription<I, O, E>;

/**
 * Input type of a procedure.
 *
 * @example
 * type NewPost = Input<typeof client.posts.create>;
 */
export type Input<P> = P extends Procedure<infer I, infer _O, infer _E> ? I : never;

/**
 * Output type of a procedure. For a subscription, the type of one value.
 *
 * @example
 * type Post = Output<typeof client.posts.byId>;
 */
export type Output<P> = P extends Procedure<infer _I, infer O, infer _E> ? O : never;

/**
 * Type of the error with which calls to a procedure reject.
 *
 * @example
 * function show(error: ProcedureError<typeof client.posts.create>) {}
 */
export type ProcedureError<P> = P extends Procedure<infer _I, infer _O, infer E> ? IsotypeError<E> : never;

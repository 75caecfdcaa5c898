import type { IsotypeError } from "../error/index.js";
import type { ConnectionState, HeaderRecord, Link, ProcedureKind } from "../transport/index.js";

// Names of properties that exist for the compiler only.
declare const client: unique symbol;
declare const failure: unique symbol;

/** What a generated package says at run time. `C` is the client's type. */
export interface Api<C> {
  /** Which procedures there are. */
  readonly procedures: Readonly<Record<string, ProcedureKind>>;
  /** The mutations that take effect once under a key: each call of theirs gets one, and may so be repeated. */
  readonly idempotent?: readonly string[] | undefined;
  /** What calls pass before all other links, where values are more than JSON: dates, bytes, big integers. */
  readonly link?: Link | undefined;
  readonly [client]?: C;
}

/** What a single call may be told. */
export interface CallOptions {
  /** Gives the call up: it rejects with the code `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
  /** Header fields of this call alone. */
  readonly headers?: HeaderRecord | undefined;
  /** Words to the links, never sent. */
  readonly context?: Readonly<Record<string, unknown>> | undefined;
  /**
   * Names this mutation, so that it may be repeated: a server that knows the key answers without doing it again. Where the
   * server is known to, each call has a key anyway; one that is kept lets the caller repeat it, after the page was loaded anew say.
   */
  readonly idempotencyKey?: string | undefined;
}

/** What a single subscription may be told. */
export interface SubscribeOptions<I = unknown> extends CallOptions {
  /**
   * The input with which a connection that broke is opened again; by default the first one's. The server is told the
   * last event's id beside it, so this is for streams whose events have no id.
   *
   * @example
   * client.chat.watch({ since: newest }, { resume: () => ({ since: newest }) });
   */
  readonly resumeInput?: ((lastEventId: string | undefined) => I) | undefined;
  /** Told when the connection opens, drops and waits to be tried again. */
  readonly onConnectionStateChange?: ((state: ConnectionState) => void) | undefined;
}

/** A procedure without input takes none; one whose input may be `null` can leave it out. */
export type Arguments<I, Options> = void extends I
  ? [input?: I, options?: Options]
  : null extends I
    ? [input?: I, options?: Options]
    : [input: I, options?: Options];

/** The answer of a call: a promise of `O` that knows what it can reject with. */
export interface Call<O, E = never> extends Promise<O> {
  readonly [failure]?: E;
}

/** The values of a subscription: iterate to connect, `break` to hang up. */
export interface Stream<O, E = never> extends AsyncIterable<O> {
  readonly [failure]?: E;
}

// A function type, not a call signature in each interface: editors would offer that one beside the Rust function when
// asked for a call's definition.
type Signature<I, Options, R> = (...args: Arguments<I, Options>) => R;

/** A procedure that only reads. */
export interface Query<I, O, E = never> extends Signature<I, CallOptions, Call<O, E>> {
  readonly kind: "query";
  /** Its name on the wire, for example `posts.list`. */
  readonly path: string;
}

/** A procedure that changes something. */
export interface Mutation<I, O, E = never> extends Signature<I, CallOptions, Call<O, E>> {
  readonly kind: "mutation";
  /** Its name on the wire, for example `posts.create`. */
  readonly path: string;
}

/** A procedure that answers again and again; `O` is one value. */
export interface Subscription<I, O, E = never> extends Signature<I, SubscribeOptions<I>, Stream<O, E>> {
  readonly kind: "subscription";
  /** Its name on the wire, for example `posts.watch`. */
  readonly path: string;
}

/** Any procedure. */
export type Procedure<I, O, E> = Query<I, O, E> | Mutation<I, O, E> | Subscription<I, O, E>;

/** The input of a procedure: `Input<typeof client.posts.create>`. */
export type Input<P> = P extends Procedure<infer I, infer _O, infer _E> ? I : never;

/** The output of a procedure, one value of it for a subscription. */
export type Output<P> = P extends Procedure<infer _I, infer O, infer _E> ? O : never;

/** What a procedure rejects with. */
export type ProcedureError<P> = P extends Procedure<infer _I, infer _O, infer E> ? IsotypeError<E> : never;

import type { Api, Mutation, Query, Subscription } from "../client/index.js";
import { IsotypeError } from "../error/index.js";
import type { Link, Operation } from "../transport/index.js";

/** Handler of a procedure whose types are unknown. */
export type Handler = (input: any, operation: Operation) => unknown;

/**
 * JSON form of an input. Handlers receive inputs as a server would, with values such as dates already encoded.
 */
export type JsonInput<T> = T extends Date | URL | bigint
  ? string
  : T extends Uint8Array
    ? T | string | number[]
    : T extends Map<infer K, infer V>
      ? [JsonInput<K>, JsonInput<V>][]
      : T extends string | number | boolean | null | undefined | void | FormData | Blob
        ? T
        : { [K in keyof T]: JsonInput<T[K]> };

/** Handler of the procedure `P`. A subscription handler returns an iterable. */
export type HandlerOf<P> =
  P extends Subscription<infer I, infer O, infer _E>
    ? (input: JsonInput<I>, operation: Operation) => AsyncIterable<O> | Iterable<O>
    : P extends Query<infer I, infer O, infer _E> | Mutation<infer I, infer O, infer _E>
      ? (input: JsonInput<I>, operation: Operation) => O | Promise<O>
      : never;

/** Client of an API, given the type of its `api` constant. */
type ClientOf<A> = A extends Api<infer C> ? C : never;

/** Names of the procedures of a client, for example `posts.create`. */
type Names<C> = {
  [K in keyof C & string]: C[K] extends (...args: never) => unknown ? K : `${K}.${Names<C[K]>}`;
}[keyof C & string];

type At<C, N extends string> = N extends keyof C
  ? C[N]
  : N extends `${infer Head}.${infer Rest}`
    ? Head extends keyof C
      ? At<C[Head], Rest>
      : never
    : never;

/** Names of the procedures of an API. */
export type ProcedureName<A> = Names<ClientOf<A>>;

/** Handlers of the procedures `N` of an API, by name. */
export type LocalHandlers<A, N extends string = ProcedureName<A>> = unknown extends A
  ? Readonly<Record<string, Handler>>
  : { readonly [K in N]: HandlerOf<At<ClientOf<A>, K>> };

/**
 * Runs handlers in this process instead of sending operations, for tests without a server. This is a terminating link.
 * Calls to a procedure without a handler reject with `NOT_FOUND`.
 *
 * Given the type of the API, the compiler checks the names, inputs and outputs. By default every procedure needs a
 * handler; the second type argument limits the handlers to some procedures.
 *
 * @example
 * const links = [local<typeof api, "posts.byId">({ "posts.byId": ({ id }) => ({ id, title: "Hello" }) })];
 * const client = createClient(api, { links });
 */
export function local<A = unknown, N extends ProcedureName<A> = ProcedureName<A>>(
  handlers: LocalHandlers<NoInfer<A>, NoInfer<N>>,
): Link {
  const byPath = new Map(Object.entries<Handler>(handlers as Readonly<Record<string, Handler>>));
  const handle = (operation: Operation): unknown => {
    const { path, input } = operation;
    const handler = byPath.get(path);
    if (!handler) throw new IsotypeError(`no handler for ${path}`, { code: "NOT_FOUND", status: 404 });
    return handler(input, operation);
  };
  return () => ({
    call: async (operation) => (await handle(operation)) ?? null,
    async *subscribe(operation) {
      yield* handle(operation) as AsyncIterable<unknown>;
    },
  });
}

import { IsotypeError } from "../error/index.js";
import type { Link, Operation } from "../transport/index.js";

/** Answers a procedure: with a value or a promise, or for a subscription with something to iterate. */
export type Handler = (input: any, operation: Operation) => unknown;

/**
 * Ends the chain within this process: tests of what uses a client need no server.
 *
 * @example
 * const client = createClient(api, { links: [local({ "posts.byId": ({ id }) => ({ id, title: "Hello" }) })] });
 */
export function local(handlers: Readonly<Record<string, Handler>>): Link {
  const known = new Map(Object.entries(handlers));
  const answer = (operation: Operation): unknown => {
    const { path, input } = operation;
    const handler = known.get(path);
    if (!handler) throw new IsotypeError(`no handler answers ${path}`, { code: "NOT_FOUND", status: 404 });
    return handler(input, operation);
  };
  return () => ({
    call: async (operation) => (await answer(operation)) ?? null,
    async *subscribe(operation) {
      yield* answer(operation) as AsyncIterable<unknown>;
    },
  });
}

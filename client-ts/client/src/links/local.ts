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
  const byPath = new Map(Object.entries(handlers));
  const handle = (operation: Operation): unknown => {
    const { path, input } = operation;
    const handler = byPath.get(path);
    if (!handler) throw new IsotypeError(`no handler answers ${path}`, { code: "NOT_FOUND", status: 404 });
    return handler(input, operation);
  };
  return () => ({
    call: async (operation) => (await handle(operation)) ?? null,
    async *subscribe(operation) {
      yield* handle(operation) as AsyncIterable<unknown>;
    },
  });
}

import { chain, type Link, type Operation, type ProcedureKind, type Transport } from "../transport/index.js";

/** One link, or several in a row. */
export type Links = Link | readonly Link[];

/** Routes by kind; `otherwise` takes what has none of its own. */
export interface KindRoutes extends Readonly<Partial<Record<ProcedureKind, Links>>> {
  readonly when?: undefined;
  readonly otherwise: Links;
}

/** Routes by a question asked of each call. */
export interface PredicateRoutes {
  readonly when: (operation: Operation) => boolean;
  readonly use: Links;
  readonly otherwise: Links;
}

/**
 * Sends each call down one of several ways.
 *
 * @example
 * split({ subscription: sse({ url: "/rpc" }), otherwise: batch({ url: "/rpc" }) });
 * split({ when: ({ context }) => context.alone === true, use: http({ url }), otherwise: batch({ url }) });
 */
export function split({ when, ...routes }: KindRoutes | PredicateRoutes): Link {
  return (next) => {
    const ways = new Map(
      Object.entries(routes as Record<string, Links>).map(([name, links]) => [name, chain(links, next)]),
    );
    const choose = (operation: Operation) =>
      (ways.get(when?.(operation) ? "use" : operation.kind) ?? ways.get("otherwise")) as Transport;
    return {
      call: (operation) => choose(operation).call(operation),
      subscribe: (operation) => choose(operation).subscribe(operation),
    };
  };
}

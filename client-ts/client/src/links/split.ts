import { chain, type Link, type Operation, type ProcedureKind, type Transport } from "../transport/index.js";

/** One link, or several in a row. */
export type Links = Link | readonly Link[];

/** Routes by kind; `otherwise` takes what has none of its own. */
export interface KindRoutes extends Readonly<Partial<Record<ProcedureKind, Links>>> {
  readonly condition?: undefined;
  readonly otherwise: Links;
}

/** Routes by a question asked of each call. */
export interface PredicateRoutes {
  readonly condition: (operation: Operation) => boolean;
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
export function split({ condition: when, ...routes }: KindRoutes | PredicateRoutes): Link {
  return (next) => {
    const transports = new Map(
      Object.entries(routes as Record<string, Links>).map(([name, links]) => [name, chain(links, next)]),
    );
    const select = (operation: Operation) =>
      (transports.get(when?.(operation) ? "use" : operation.kind) ?? transports.get("otherwise")) as Transport;
    return {
      call: (operation) => select(operation).call(operation),
      subscribe: (operation) => select(operation).subscribe(operation),
    };
  };
}

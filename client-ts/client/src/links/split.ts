import { chain, type Link, type Operation, type ProcedureKind, type Transport } from "../transport/index.js";

/** One link or several. */
export type Links = Link | readonly Link[];

/** Links by procedure kind. `otherwise` handles the remaining kinds. */
export interface KindRoutes extends Readonly<Partial<Record<ProcedureKind, Links>>> {
  readonly condition?: undefined;
  readonly otherwise: Links;
}

/** Links selected by a condition on each operation. */
export interface PredicateRoutes {
  readonly condition: (operation: Operation) => boolean;
  /** Links for operations that meet the condition. */
  readonly use: Links;
  readonly otherwise: Links;
}

/**
 * Sends each operation to one of several links.
 *
 * @example
 * split({ subscription: sse({ url: "/rpc" }), otherwise: batch({ url: "/rpc" }) });
 * split({ condition: ({ context }) => context.alone === true, use: http({ url }), otherwise: batch({ url }) });
 */
export function split({ condition, ...routes }: KindRoutes | PredicateRoutes): Link {
  return (next) => {
    const transports = new Map(
      Object.entries(routes as Record<string, Links>).map(([name, links]) => [name, chain(links, next)]),
    );
    const select = (operation: Operation) =>
      (transports.get(condition?.(operation) ? "use" : operation.kind) ?? transports.get("otherwise")) as Transport;
    return {
      call: (operation) => select(operation).call(operation),
      subscribe: (operation) => select(operation).subscribe(operation),
    };
  };
}

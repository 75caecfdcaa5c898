import type { Link, Operation, ProcedureKind, Transport } from "../transport/index.js";

/** One link, or several in a row. */
export type Links = Link | readonly Link[];

/** Routes by kind; `otherwise` takes what has none of its own. */
export interface KindRoutes extends Readonly<Partial<Record<ProcedureKind, Links>>> {
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
export function split(routes: KindRoutes | PredicateRoutes): Link {
  return (next) => {
    const join = (links: Links): Transport => [links].flat().reduceRight((after, link) => link(after), next);
    const choose = "when" in routes ? byQuestion(routes, join) : byKind(routes, join);
    return {
      call: (operation) => choose(operation).call(operation),
      subscribe: (operation) => choose(operation).subscribe(operation),
    };
  };
}

type Join = (links: Links) => Transport;
type Choice = (operation: Operation) => Transport;

function byQuestion({ when, use, otherwise }: PredicateRoutes, join: Join): Choice {
  const chosen = join(use);
  const rest = join(otherwise);
  return (operation) => (when(operation) ? chosen : rest);
}

function byKind({ otherwise, ...routes }: KindRoutes, join: Join): Choice {
  const rest = join(otherwise);
  const query = routes.query ? join(routes.query) : rest;
  const mutation = routes.mutation ? join(routes.mutation) : rest;
  const subscription = routes.subscription ? join(routes.subscription) : rest;
  return ({ kind }) => ({ query, mutation, subscription })[kind];
}

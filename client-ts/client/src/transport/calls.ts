import type { Link, Operation, Transport } from "./operation.js";

/** A link that does something about calls and passes subscriptions on. */
export function calls(call: (operation: Operation, next: Transport) => Promise<unknown>): Link {
  return (next) => ({
    call: (operation) => call(operation, next),
    subscribe: (operation) => next.subscribe(operation),
  });
}

/** Links in a row, with what carries on behind them. */
export function chain(links: Link | readonly Link[], end: Transport): Transport {
  return [links].flat().reduceRight((next, link) => link(next), end);
}

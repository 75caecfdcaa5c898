import type { Link, Transport } from "./operation.js";

/** Links in a row, with what carries on behind them, and what each leaves to the next. */
export function chain(links: Link | readonly Link[], end: Transport): Transport {
  return [links].flat().reduceRight((next, link) => ({ ...next, ...link(next) }), end);
}

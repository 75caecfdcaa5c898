import type { IsotypeError } from "../error/index.js";

/** Statuses that speak of a moment, not of the call: timeouts, overload, a server that is not there just now. */
const PASSING = [408, 429, 502, 503, 504];

/** Whether the same call may well succeed a little later. */
export function isTransient({ code, status = 0 }: IsotypeError): boolean {
  return code === "NETWORK" || code === "TIMEOUT" || PASSING.includes(status);
}

/** Whether the server failed, for which a subscription does not end. */
export function isFault({ status = 0 }: IsotypeError): boolean {
  return status >= 500;
}

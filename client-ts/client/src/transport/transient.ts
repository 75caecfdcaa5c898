import type { IsotypeError } from "../error/index.js";

/** Codes and statuses that speak of a moment, not of the call: timeouts, overload, a server that is not there just now. */
const PASSING = /NETWORK|TIMEOUT|408|429|50[234]/;

/** Whether the same call may well succeed a little later. */
export function isTransient({ code, status }: IsotypeError): boolean {
  return PASSING.test(`${code} ${status}`);
}

/** Whether the server failed, for which a subscription does not end. */
export function isFault({ status = 0 }: IsotypeError): boolean {
  return status >= 500;
}

import type { IsotypeError } from "../error/index.js";

/** Codes and statuses that speak of a moment, not of the call: timeouts, overload, a server that is not there just now. */
const TRANSIENT = /NETWORK|TIMEOUT|408|429|50[234]/;

/** Whether the same call may well succeed a little later. */
export function isTransient({ code, status }: IsotypeError): boolean {
  return TRANSIENT.test(`${code} ${status}`);
}

/** Whether the server failed, for which a subscription does not end. */
export function isServerError({ status = 0 }: IsotypeError): boolean {
  return status >= 500;
}

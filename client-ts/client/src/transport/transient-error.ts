import type { ErrorCode, IsotypeError } from "../error/index.js";

/** Codes after which the same call may succeed. The statuses cover proxies, whose responses have no error shape. */
const TRANSIENT: ReadonlyArray<ErrorCode | number | undefined> = [
  "NETWORK",
  "TIMEOUT",
  "GATEWAY_TIMEOUT",
  408,
  429,
  502,
  503,
  504,
];

/** Returns `true` if the same call may succeed a little later. */
export function isTransient({ code, status }: IsotypeError): boolean {
  return TRANSIENT.includes(code) || TRANSIENT.includes(status);
}

/** Returns `true` if the server failed. A subscription resumes after such an error. */
export function isServerError({ status = 0 }: IsotypeError): boolean {
  return status >= 500;
}

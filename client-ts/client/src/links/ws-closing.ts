import { type ErrorCode, IsotypeError, toIsotypeError } from "../error/index.js";
import type { Closing } from "../transport/index.js";

/** Codes that another attempt would meet again; those from 4400 stand for HTTP's statuses, of which some pass. */
const REFUSED = /^(100[2378]|44..)$/;
/** What such codes mean, where they say more than that the request is bad. */
const NAMES: Readonly<Record<number, ErrorCode>> = { 1008: "FORBIDDEN", 4401: "UNAUTHORIZED", 4403: "FORBIDDEN" };

/** Why a wire ended. */
export function reasonOf(closing: Closing): IsotypeError {
  const { code, text, error } = closing as Required<Closing>;
  if (error !== undefined) return toIsotypeError(error);
  return new IsotypeError(`the connection closed: ${code} ${text}`, {
    code: NAMES[code] ?? (REFUSED.test(`${code}`) ? "BAD_REQUEST" : "NETWORK"),
    status: code < 4400 ? undefined : code - 4000,
  });
}

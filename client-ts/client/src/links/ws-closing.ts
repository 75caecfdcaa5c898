import { type ErrorCode, IsotypeError, toIsotypeError } from "../error/index.js";
import type { Closing } from "../transport/index.js";

/** Codes that another attempt would meet again; those from 4400 stand for HTTP's statuses, of which some pass. */
const FATAL_CLOSE_CODE = /^(100[2378]|44..)$/;
/** What such codes mean, where they say more than that the request is bad. */
const ERROR_CODES: Readonly<Record<number, ErrorCode>> = { 1008: "FORBIDDEN", 4401: "UNAUTHORIZED", 4403: "FORBIDDEN" };

/** Why a wire ended. */
export function closeError(closing: Closing): IsotypeError {
  const { code, reason: text, error } = closing as Required<Closing>;
  if (error !== undefined) return toIsotypeError(error);
  return new IsotypeError(`the connection closed: ${code} ${text}`, {
    code: ERROR_CODES[code] ?? (FATAL_CLOSE_CODE.test(`${code}`) ? "BAD_REQUEST" : "NETWORK"),
    status: code < 4400 ? undefined : code - 4000,
  });
}

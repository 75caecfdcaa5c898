import { type ErrorCode, IsotypeError, toIsotypeError } from "../error/index.js";
import { type Closing, isTransient } from "../transport/index.js";

/** What to do about a wire that is over: open another, renew the token first, or give up. */
export type Verdict = "again" | "renew" | "fatal";

/** Codes that another attempt would meet again, apart from those in `NAMES` that pass. */
const FATAL = /^(100[2378]|44..)$/;
/** What such codes mean, where they say more than that the request is bad. */
const NAMES: Readonly<Record<number, ErrorCode>> = {
  1008: "FORBIDDEN",
  4401: "NETWORK",
  4403: "FORBIDDEN",
  4404: "NOT_FOUND",
  4429: "NETWORK",
};

/** The code of a server that failed, not of a request that is wrong. */
export const SERVER_FAULT = 1011;

/** Judges how a wire ended. */
export function judge({ code, text, error: thrown }: Closing): [verdict: Verdict, error: IsotypeError] {
  const error = thrown === undefined ? closed(code, text) : toIsotypeError(thrown);
  if (code === 4401 || error.code === "UNAUTHORIZED") return ["renew", error];
  return [isTransient(error) || code === SERVER_FAULT ? "again" : "fatal", error];
}

function closed(code: number, text: string | undefined): IsotypeError {
  const isFatal = FATAL.test(`${code}`);
  return new IsotypeError(`the connection closed: ${code} ${text}`, {
    code: NAMES[code] ?? (isFatal ? "BAD_REQUEST" : "NETWORK"),
    status: isFatal && code > 4000 ? code - 4000 : undefined,
  });
}

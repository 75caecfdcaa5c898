import { type ErrorCode, IsotypeError, toIsotypeError } from "../error/index.js";
import { type Closing, isTransient } from "../transport/index.js";

/** What to do about a wire that is over: open another, renew the token first, or give up. */
export interface Judgement {
  readonly verdict: "again" | "renew" | "fatal";
  readonly error: IsotypeError;
}

/** Codes of the protocol that another attempt would meet again. */
const FATAL = [1002, 1003, 1007, 1008];
/** What fatal codes mean, where they say more than that the request is bad. */
const NAMES: Readonly<Record<number, ErrorCode>> = { 1008: "FORBIDDEN", 4403: "FORBIDDEN", 4404: "NOT_FOUND" };

/** The code of a server that failed, not of a request that is wrong. */
export const SERVER_FAULT = 1011;

/** Judges how a wire ended. */
export function judge({ code, text, error: thrown }: Closing): Judgement {
  if (thrown !== undefined) {
    const error = toIsotypeError(thrown);
    if (error.code === "UNAUTHORIZED") return { verdict: "renew", error };
    return { verdict: isTransient(error) || code === SERVER_FAULT ? "again" : "fatal", error };
  }
  const refused = code >= 4400 && code < 4500;
  const message = `the connection closed with ${code}${text && `: ${text}`}`;
  const fatal = FATAL.includes(code) || (refused && code !== 4401 && code !== 4429);
  const name = fatal ? (NAMES[code] ?? "BAD_REQUEST") : "NETWORK";
  const error = new IsotypeError(message, { code: name, status: refused ? code - 4000 : undefined });
  return { verdict: fatal ? "fatal" : code === 4401 ? "renew" : "again", error };
}

/** The error of a token that was refused again, although it was renewed. */
export function refusedTwice(cause: IsotypeError): IsotypeError {
  return new IsotypeError("the server refuses the renewed token too", { code: "UNAUTHORIZED", status: 401, cause });
}

import { type ErrorCode, IsotypeError, toIsotypeError } from "../error/index.js";
import { type Closing, isTransient } from "../transport/index.js";

/** What to do about a wire that is over: open another, renew the token first, or give up. */
export interface Judgement {
  readonly verdict: "again" | "renew" | "fatal";
  readonly error: IsotypeError;
}

/** Codes that another attempt would meet again. Of 4400 to 4499 each is fatal but these two. */
const NAMES: Readonly<Record<number, ErrorCode>> = {
  1002: "BAD_REQUEST",
  1003: "BAD_REQUEST",
  1007: "BAD_REQUEST",
  1008: "FORBIDDEN",
  4401: "UNAUTHORIZED",
  4403: "FORBIDDEN",
  4404: "NOT_FOUND",
  4413: "PAYLOAD_TOO_LARGE",
  4429: "TOO_MANY_REQUESTS",
};

/** Judges how a wire ended. */
export function judge({ code, text, error: thrown }: Closing): Judgement {
  if (thrown !== undefined) {
    const error = toIsotypeError(thrown);
    if (error.code === "UNAUTHORIZED") return { verdict: "renew", error };
    return { verdict: isTransient(error) ? "again" : "fatal", error };
  }
  const refused = code >= 4400 && code < 4500;
  const message = `the connection closed with ${code}${text && `: ${text}`}`;
  const fatal = (refused || code in NAMES) && code !== 4429 && code !== 4401;
  const name = fatal ? (NAMES[code] ?? "BAD_REQUEST") : "NETWORK";
  const error = new IsotypeError(message, { code: name, status: refused ? code - 4000 : undefined });
  return { verdict: fatal ? "fatal" : code === 4401 ? "renew" : "again", error };
}

/** The error of a token that was refused again, although it was renewed. */
export function refusedTwice(cause: IsotypeError): IsotypeError {
  return new IsotypeError("the server refuses the renewed token too", { code: "UNAUTHORIZED", status: 401, cause });
}

import { type ErrorCode, IsotypeError, toIsotypeError } from "../error/index.js";
import { type Closing, isTransient } from "../transport/index.js";

/** What to do about a wire that is over: open another, renew the token first, or give up. */
export type Verdict = "again" | "renew" | "fatal";

/** Codes of the protocol that another attempt would meet again. */
const FATAL = [1002, 1003, 1007, 1008];
/** What fatal codes mean, where they say more than that the request is bad. */
const NAMES: Readonly<Record<number, ErrorCode>> = { 1008: "FORBIDDEN", 4403: "FORBIDDEN", 4404: "NOT_FOUND" };

/** The code of a server that failed, not of a request that is wrong. */
export const SERVER_FAULT = 1011;

/** Judges how a wire ended. */
export function judge({ code, text, error: thrown }: Closing): [verdict: Verdict, error: IsotypeError] {
  if (thrown !== undefined) {
    const error = toIsotypeError(thrown);
    if (error.code === "UNAUTHORIZED") return ["renew", error];
    return [isTransient(error) || code === SERVER_FAULT ? "again" : "fatal", error];
  }
  const status = code >= 4400 && code < 4500 ? code - 4000 : undefined;
  const passes = status ? status === 401 || status === 429 : !FATAL.includes(code);
  const name = passes ? "NETWORK" : (NAMES[code] ?? "BAD_REQUEST");
  const error = new IsotypeError(`the connection closed: ${code} ${text}`, { code: name, status });
  return [passes ? (status === 401 ? "renew" : "again") : "fatal", error];
}

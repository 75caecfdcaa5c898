import type { HeaderRecord, Link, Operation } from "../transport/index.js";

/** A token, or nothing for a caller who has not signed in. */
export type Token = string | null | undefined;

/**
 * Sends `authorization: Bearer …` with each request. The token is asked for at each attempt, so that a retry or a
 * reconnect uses the newest; without a token no header is sent.
 */
export function bearer(token: () => Token | Promise<Token>): Link {
  const source = async (): Promise<HeaderRecord> => {
    const found = await token();
    return found ? { authorization: `Bearer ${found}` } : {};
  };
  const withAuthorization = (operation: Operation): Operation => ({
    ...operation,
    headers: [source, ...operation.headers],
  });
  return (next) => ({
    call: (operation) => next.call(withAuthorization(operation)),
    subscribe: (operation) => next.subscribe(withAuthorization(operation)),
  });
}

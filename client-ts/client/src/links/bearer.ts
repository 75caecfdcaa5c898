import type { HeaderRecord, Link, Operation } from "../transport/index.js";

/** Bearer token, or `null` or `undefined` if the user is not signed in. */
export type Token = string | null | undefined;

/**
 * Sends the header `authorization: Bearer …` (RFC 6750). `token` is called for each attempt, so that retries and
 * reconnects use the latest token. Without a token, no header is sent.
 *
 * @example
 * createClient(api, { links: [bearer(() => session.accessToken), batch({ url: "/rpc" })] });
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

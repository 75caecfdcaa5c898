// Minifiers inline constants from another module, but keep those of the same module as variables.

/**
 * Time limit for opening a connection: a WebSocket, or an event stream until the server announces a limit. An event
 * stream that was open for longer counts as successful, even without an event.
 */
export const CONNECT_TIMEOUT_MS = 30_000;

/** Maximum number of messages in a WebSocket frame, which is the server's limit. */
export const MAX_MESSAGES = 20;

/** Maximum delay that a server may ask for before a retry. If it asks for a longer one, the call fails. */
export const MAX_RETRY_AFTER_MS = 60_000;

/** Prefix that distinguishes event ids from JSON values, none of which start with it. */
export const EVENT_ID_PREFIX = "#";

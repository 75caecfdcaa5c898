export { linkedAbortController, onAbort, withTimeout } from "./abort.js";
export { type Backoff, backoffDelayMs, sleep } from "./backoff.js";
export { type ConnectionState, type ConnectionStatus, createConnectionStatus, nextRetry } from "./connection-status.js";
export { createIdempotencyKey, type HeaderCache, idempotencyKeyHeader, resolveHeaders } from "./headers.js";
export { buildRequest, type Fetch, type HttpRequest, readJson, readOutput, send } from "./http-request.js";
export {
  chain,
  type HeaderRecord,
  type HeaderSource,
  type Link,
  type Operation,
  type ProcedureKind,
  remainingMs,
  type Transport,
} from "./operation.js";
export { readTextChunks } from "./read-text-chunks.js";
export { isServerError, isTransient } from "./transient-error.js";

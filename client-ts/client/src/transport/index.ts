export { type Backoff, RECONNECT_BACKOFF as RECONNECT, sleep, backoffDelayMs as waitMs } from "./backoff.js";
export { chain } from "./chain.js";
export { toJson } from "./encode.js";
export { readTextChunks as readText } from "./read-text-chunks.js";
export { linkedAbortController as follow, onAbort } from "./abort.js";
export { type HeaderCache as Asked, resolveHeaders } from "./headers.js";
export { idempotencyKeyHeader as keyHeader, createIdempotencyKey as newKey } from "./key.js";
export {
  type HeaderRecord,
  type HeaderSource,
  type Link,
  remainingMs as msLeft,
  type Operation,
  type ProcedureKind,
  type Transport,
} from "./operation.js";
export {
  type HttpRequest as Ask,
  type Fetch,
  type HttpEndpoint as Peer,
  readJson,
  readOutput,
  buildRequest as requestOf,
  send,
} from "./http-request.js";
export {
  type ConnectionState,
  createConnectionStatus as createStatus,
  nextRetry as pause,
  type ConnectionStatus as Status,
  type ConnectionStatusSource as StatusSource,
} from "./connection-status.js";
export { isServerError as isFault, isTransient } from "./transient.js";
export {
  type ConnectionParams,
  type KeepAlive,
  openWsConnection as openWire,
  type WsClose as Closing,
  type WebSocketConstructor as SocketClass,
  type WebSocketLike as SocketLike,
  type WsConnection as Wire,
  type WsConnectionOptions as WireOptions,
} from "./ws-connection.js";
export { withTimeout as within } from "./within.js";
export { fetchWithProgress as fetchTelling, type UploadProgress as Progress } from "./fetch-with-progress.js";

export { batch } from "./batch.js";
export { batchStream } from "./batch-stream.js";
export type { BatchOptions } from "./batcher.js";
export { bearer, type Token } from "./bearer.js";
export { dedupe } from "./dedupe.js";
export { http } from "./http.js";
export {
  type Handler,
  type HandlerOf,
  type JsonInput,
  local,
  type LocalHandlers,
  type ProcedureName,
} from "./local.js";
export { type LogEntry, type LoggerOptions, logger } from "./logger.js";
export type { CallHttpOptions, ConnectionLink, HttpOptions, SseOptions } from "./options.js";
export { type CallKind, type RetryOptions, retry } from "./retry.js";
export { type KindRoutes, type Links, type PredicateRoutes, split } from "./split.js";
export { sse } from "./sse.js";
export { timeout, type TimeoutOptions } from "./timeout.js";
export { isNonJsonSerializable, type NonJsonSerializable, upload, type UploadOptions } from "./upload.js";
export { ws } from "./ws.js";
export type { WsOptions } from "./ws-session.js";

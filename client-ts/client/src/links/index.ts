export { type BatchOptions, batch } from "./batch.js";
export { bearer, type Token } from "./bearer.js";
export { http } from "./http.js";
export { type LogEntry, type LoggerOptions, logger } from "./logger.js";
export type { HttpOptions, SseOptions } from "./options.js";
export { type CallKind, type RetryOptions, retry } from "./retry.js";
export { type KindRoutes, type Links, type PredicateRoutes, split } from "./split.js";
export { sse } from "./sse.js";

export { type Backoff, sleep, waitMs } from "./backoff.js";
export { encodeInput } from "./encode.js";
export { eventsOf, readEvents } from "./events.js";
export { type Exchange, exchange } from "./exchange.js";
export { type Asked, resolveHeaders } from "./headers.js";
export type {
  ConnectionState,
  HeaderRecord,
  HeaderSource,
  Link,
  Operation,
  ProcedureKind,
  Transport,
} from "./operation.js";
export { type Fetch, type HttpRequest, readJson, send } from "./send.js";
export { isTransient } from "./transient.js";
export { within } from "./within.js";

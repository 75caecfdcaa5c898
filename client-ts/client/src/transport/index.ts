export { type Backoff, sleep, waitMs } from "./backoff.js";
export { encode, encodeInput } from "./encode.js";
export { eventsOf, readEvents, readText } from "./events.js";
export { type Exchange, exchange, requestOf } from "./exchange.js";
export { follow, onAbort } from "./follow.js";
export { type Asked, resolveHeaders } from "./headers.js";
export {
  type ConnectionState,
  type HeaderRecord,
  type HeaderSource,
  type Link,
  msLeft,
  type Operation,
  type ProcedureKind,
  type Transport,
} from "./operation.js";
export { type Fetch, type HttpRequest, readJson, replyOf, send } from "./send.js";
export { createStatus, type SessionState, type Status, type StatusSource } from "./status.js";
export { isTransient } from "./transient.js";
export {
  type ConnectionParams,
  type KeepAlive,
  openWire,
  type Closing,
  type SocketClass,
  type SocketLike,
  type Wire,
  type WireOptions,
} from "./wire.js";
export { within } from "./within.js";
export { type Progress, sendTelling } from "./xhr.js";

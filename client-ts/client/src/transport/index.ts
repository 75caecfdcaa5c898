export { type Backoff, RECONNECT, sleep, waitMs } from "./backoff.js";
export { chain } from "./chain.js";
export { toJson } from "./encode.js";
export { readText } from "./events.js";
export { follow, onAbort } from "./follow.js";
export { type Asked, resolveHeaders } from "./headers.js";
export { keyHeader, newKey } from "./key.js";
export {
  type HeaderRecord,
  type HeaderSource,
  type Link,
  msLeft,
  type Operation,
  type ProcedureKind,
  type Transport,
} from "./operation.js";
export { type Ask, type Fetch, type Peer, readJson, readOutput, requestOf, send } from "./send.js";
export { type ConnectionState, createStatus, pause, type Status, type StatusSource } from "./status.js";
export { isFault, isTransient } from "./transient.js";
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
export { fetchTelling, type Progress } from "./xhr.js";

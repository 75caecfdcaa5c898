export type {
  Api,
  Arguments,
  Brand,
  Call,
  CallOptions,
  ClientOptions,
  Input,
  Mutation,
  Output,
  Procedure,
  ProcedureError,
  Query,
  Result,
  Stream,
  SubscribeOptions,
  Subscription,
  Unbranded,
} from "./client/index.js";
export { brand, createClient, inputKey, pathOf, safe } from "./client/index.js";
export type { ClientErrorCode, ErrorCode, IsotypeErrorInit } from "./error/index.js";
export { IsotypeError } from "./error/index.js";
export type {
  ConnectionState,
  ConnectionStatus,
  Fetch,
  HeaderRecord,
  HeaderSource,
  Link,
  Operation,
  ProcedureKind,
  Transport,
} from "./transport/index.js";

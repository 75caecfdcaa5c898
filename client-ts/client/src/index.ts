export type {
  Api,
  Arguments,
  Brand,
  Call,
  CallOptions,
  ClientOptions,
  Failure,
  Input,
  Mutation,
  Output,
  Plain,
  Procedure,
  Query,
  Result,
  Stream,
  SubscribeOptions,
  Subscription,
} from "./client/index.js";
export { brand, createClient, inputKey, pathOf, safe } from "./client/index.js";
export type { ClientCode, ErrorCode, ErrorInit } from "./error/index.js";
export { IsotypeError } from "./error/index.js";
export type {
  ConnectionState,
  Fetch,
  HeaderRecord,
  HeaderSource,
  Link,
  Operation,
  ProcedureKind,
  Status,
  Transport,
} from "./transport/index.js";

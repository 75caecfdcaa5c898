export { brand, type Brand, type Unbranded } from "./brand.js";
export { inputKey, pathOf } from "./cache-key.js";
export { type ClientOptions, createClient } from "./create-client.js";
export type {
  Api,
  Arguments,
  Call,
  CallOptions,
  Input,
  Mutation,
  Output,
  Procedure,
  ProcedureError,
  Query,
  Stream,
  SubscribeOptions,
  Subscription,
} from "./procedure.js";
export { type Result, safe } from "./safe.js";

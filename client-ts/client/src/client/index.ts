export { brand, type Brand, type Unbranded as Plain } from "./brand.js";
export { type ClientOptions, createClient } from "./create-client.js";
export { inputKey } from "./input-key.js";
export { pathOf } from "./path.js";
export type {
  Api,
  Arguments,
  Call,
  CallOptions,
  ProcedureError as Failure,
  Input,
  Mutation,
  Output,
  Procedure,
  Query,
  Stream,
  SubscribeOptions,
  Subscription,
} from "./procedure.js";
export { type Result, safe } from "./safe.js";

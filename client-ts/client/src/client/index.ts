export { brand, type Brand, type Plain } from "./brand.js";
export { type ClientOptions, createClient } from "./create.js";
export { inputKey } from "./input-key.js";
export { pathOf } from "./path.js";
export type {
  Api,
  Arguments,
  Call,
  CallOptions,
  Failure,
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

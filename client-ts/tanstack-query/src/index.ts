export {
  type Beside,
  type CursorPage,
  type InfiniteExtra,
  type InfiniteInit,
  type InfiniteOptions,
  infiniteQueryOptions,
  type PagesInit,
} from "./infinite.js";
export { type Key, queryKey } from "./key.js";
export { type MutationExtra, type MutationOptions, mutationOptions } from "./mutation.js";
export { type QueryExtra, type QueryOptions, queryOptions } from "./query.js";

export {
  type PageInput,
  type CursorPage,
  type InfiniteQueryOptionsIn,
  type PagedQueryOptionsIn,
  type InfiniteQueryOptions,
  infiniteQueryOptions,
  type CursorQueryOptionsIn,
} from "./infinite-query-options.js";
export { type QueryKey, queryKey } from "./query-key.js";
export { type MutationOptionsIn, type MutationOptions, mutationOptions } from "./mutation-options.js";
export { type QueryOptionsIn, type QueryOptions, queryOptions } from "./query-options.js";

export {
  type PageInput as Beside,
  type CursorPage,
  type InfiniteQueryOptionsIn as InfiniteExtra,
  type PagedQueryOptionsIn as InfiniteInit,
  type InfiniteQueryOptions as InfiniteOptions,
  infiniteQueryOptions,
  type CursorQueryOptionsIn as PagesInit,
} from "./infinite-query-options.js";
export { type QueryKey as Key, queryKey } from "./query-key.js";
export { type MutationOptionsIn as MutationExtra, type MutationOptions, mutationOptions } from "./mutation-options.js";
export { type QueryOptionsIn as QueryExtra, type QueryOptions, queryOptions } from "./query-options.js";

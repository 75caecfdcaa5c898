export type { QueryKey } from "@tanstack/query-core";
export {
  type CursorPage,
  type CursorQueryOptionsIn,
  type InfiniteQueryOptions,
  infiniteQueryOptions,
  type InfiniteQueryOptionsIn,
  type PagedQueryOptionsIn,
  type PageInput,
} from "./infinite-query-options.js";
export { type MutationOptions, mutationOptions, type MutationOptionsIn } from "./mutation-options.js";
export { queryKey } from "./query-key.js";
export { type QueryOptions, queryOptions, type QueryOptionsIn } from "./query-options.js";

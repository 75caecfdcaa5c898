import { inputKey, pathOf, type Query } from "@isotype/client";
import type { QueryKey } from "@tanstack/query-core";

/**
 * Returns the query key of a router, a procedure or a call. Each key is a prefix of the next.
 *
 * @example
 * queryClient.invalidateQueries({ queryKey: queryKey(client.posts) });
 * queryClient.invalidateQueries({ queryKey: queryKey(client.posts.byId, { id }) });
 */
export function queryKey<I, O, E>(procedure: Query<I, O, E>, input: NoInfer<I>): QueryKey;
export function queryKey(node: object): QueryKey;
export function queryKey(node: object, input?: unknown): QueryKey {
  return buildKey(node, input === undefined ? {} : { input });
}

/** Returns the segments of a node's path, followed by `detail` unless it is empty. */
export function buildKey(node: object, detail: object): QueryKey {
  const names = pathOf(node).split(".").filter(Boolean);
  return Object.keys(detail).length > 0 ? [...names, toPlainJson(detail)] : names;
}

/** Converts values that JSON cannot represent, because TanStack Query compares keys as JSON. */
const toPlainJson = (detail: object): unknown => JSON.parse(inputKey(detail) as string);

import { inputKey, pathOf, type Query } from "@isotype/client";

/** A key of the query cache: the parts of a name, then what tells one call from another. */
export type QueryKey = readonly unknown[];

/**
 * The key of a group, a procedure or one call; each is a prefix of the next.
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

/** The names of a node, and the detail where there is any. */
export function buildKey(node: object, detail: object): QueryKey {
  const names = pathOf(node).split(".").filter(Boolean);
  return Object.keys(detail).length > 0 ? [...names, toPlainJson(detail)] : names;
}

/** The cache compares keys as JSON of its own. */
const toPlainJson = (detail: object): unknown => JSON.parse(inputKey(detail) as string);

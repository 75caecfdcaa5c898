// A registered symbol, so that several copies of this package recognize each other's clients.
const PATH = Symbol.for("isotype.path");

/** Stores a path on a router or procedure of the client. */
export function markPath<T extends object>(node: T, path: string): T {
  return Object.assign(node, { [PATH]: path });
}

/**
 * Returns the path of a client's router or procedure: `posts` for `client.posts`, `""` for the client itself.
 *
 * @example
 * pathOf(client.posts.byId); // "posts.byId"
 */
export function pathOf(node: object): string {
  const path = (node as { readonly [PATH]?: unknown })[PATH];
  if (typeof path !== "string") throw new TypeError("not part of a client: expected a node of createClient()");
  return path;
}

/**
 * Returns a string that identifies an input, for caches and hooks. It is the input as JSON, with support for `bigint`,
 * `Map` and `Uint8Array`.
 *
 * @example
 * const key = `${pathOf(client.posts.byId)}:${inputKey({ id })}`;
 */
export function inputKey(input: unknown): string | undefined {
  const toPlain = (_: string, value: unknown) => {
    if (typeof value === "bigint") return String(value);
    return value instanceof Map || value instanceof Uint8Array ? [...value] : value;
  };
  return JSON.stringify(input, toPlain);
}

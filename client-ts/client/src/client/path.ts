// Registered by name, so that a group of one copy of this package is known to another.
const PATH = Symbol.for("isotype.path");

/** Remembers where a group or a procedure stands. */
export function markPath<T extends object>(node: T, path: string): T {
  return Object.assign(node, { [PATH]: path });
}

/** Where a group or a procedure of a client stands: `posts` for `client.posts`, `""` for the client itself. */
export function pathOf(node: object): string {
  const path = (node as { readonly [PATH]?: unknown })[PATH];
  if (typeof path !== "string") throw new TypeError("this is no part of a client made by createClient");
  return path;
}

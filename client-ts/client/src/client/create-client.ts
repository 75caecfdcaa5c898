import { chain, createIdempotencyKey, type Link, type Operation, type Transport } from "../transport/index.js";
import { markPath } from "./cache-key.js";
import { invoke } from "./invoke.js";
import type { Api, SubscribeOptions } from "./procedure.js";
import { subscribe } from "./subscribe.js";

/** Options of {@link createClient}. */
export interface ClientOptions {
  /** Links that each call passes through, in order. The last one sends the call. */
  readonly links: readonly Link[];
}

/** End of the chain, reached by operations that no link sends. */
const TERMINAL_TRANSPORT: Transport = { call: rejectUnhandled, subscribe: rejectUnhandled };

function rejectUnhandled({ path }: Operation): never {
  throw new TypeError(`no link sends ${path}: add batch() or sse()`);
}

/**
 * Creates a client for a generated API. `client.posts.create(input)` calls the procedure `posts.create`.
 *
 * @example
 * import { createClient } from "@isotype/client";
 * import { batch } from "@isotype/client/links";
 * import { api } from "./bindings/index.js";
 *
 * const client = createClient(api, { links: [batch({ url: "/rpc" })] });
 * const post = await client.posts.byId({ id });
 */
export function createClient<C>(api: Api<C>, options: ClientOptions): C {
  const transport = chain(api.link ?? [], chain(options.links, TERMINAL_TRANSPORT));
  const root = createNode("");
  const idempotentPaths = new Set(api.idempotent);
  for (const [path, kind] of Object.entries(api.procedures)) {
    const call = (input: unknown, options: SubscribeOptions = {}) => {
      const {
        headers = {},
        context = {},
        idempotencyKey = idempotentPaths.has(path) ? createIdempotencyKey() : undefined,
      } = options;
      const operation: Operation = {
        ...options,
        kind,
        path,
        input,
        deadline: Infinity,
        context,
        headers: [headers],
        idempotencyKey,
      };
      return kind === "subscription" ? subscribe(transport, operation) : invoke(transport, operation);
    };
    insertNode(root, path, markPath(Object.assign(call, { kind, path }), path));
  }
  return root as C;
}

/** Router of the client. It has no prototype, so that procedures may be named `constructor` or `__proto__`. */
interface RouterNode {
  [name: string]: RouterNode;
}

function createNode(path: string): RouterNode {
  return markPath(Object.create(null), path);
}

function insertNode(root: RouterNode, path: string, value: object): void {
  const names = path.split(".");
  const last = names.pop() as string;
  const node = names.reduce((at, name, index) => (at[name] ??= createNode(names.slice(0, index + 1).join("."))), root);
  node[last] = value as RouterNode;
}

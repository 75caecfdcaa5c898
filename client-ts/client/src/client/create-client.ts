import { chain, type Link, newKey, type Operation, type ProcedureKind, type Transport } from "../transport/index.js";
import { invoke, createOperation } from "./invoke.js";
import { markPath } from "./path.js";
import type { Api, SubscribeOptions } from "./procedure.js";
import { subscribe } from "./subscribe.js";

/** Options of {@link createClient}. */
export interface ClientOptions {
  /** What each call passes, first to last; the last one ends the chain. */
  readonly links: readonly Link[];
}

/** The end of a chain that no link has ended. */
const TERMINAL_TRANSPORT: Transport = { call: rejectUnhandled, subscribe: rejectUnhandled };

function rejectUnhandled({ path }: Operation): never {
  throw new TypeError(`no link carries ${path}: add batch() or sse()`);
}

/**
 * The client of a generated API: `client.posts.create(input)` calls the procedure `posts.create`.
 *
 * @example
 * const client = createClient(api, { links: [batch({ url: "/rpc" })] });
 * const post = await client.posts.byId({ id });
 */
export function createClient<C>(api: Api<C>, options: ClientOptions): C {
  const transport = chain(api.link ?? [], chain(options.links, TERMINAL_TRANSPORT));
  const root = createNode("");
  const idempotentPaths = new Set(api.idempotent);
  for (const [path, kind] of Object.entries(api.procedures)) {
    const key = idempotentPaths.has(path) ? newKey : undefined;
    insertNode(root, path, createCaller(transport, kind, path, key));
  }
  return root as C;
}

/** Without a prototype, names such as `constructor` and `__proto__` are only names. */
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

function createCaller(transport: Transport, kind: ProcedureKind, path: string, key?: () => string): object {
  const call = (input: unknown, options: SubscribeOptions = {}) => {
    const operation = createOperation(kind, path, input, {
      ...options,
      idempotencyKey: options.idempotencyKey ?? key?.(),
    });
    return kind === "subscription" ? subscribe(transport, operation) : invoke(transport, operation);
  };
  return markPath(Object.assign(call, { kind, path }), path);
}

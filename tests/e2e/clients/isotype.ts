import { api, type Client } from "@board/bindings";
import { type Api, type Call, createClient, IsotypeError, type Query } from "@isotype/client";
import { batch, bearer, http, split, sse } from "@isotype/client/links";
import { type Caller, type Exchange, noting, type Outcome } from "./caller";

/** Outdated bindings, with a procedure that the server no longer has. */
const STALE: Api<{ readonly gone: Query<void, unknown> }> = { procedures: { gone: "query" } };

async function outcome<O, E extends { readonly type: string } = never>(call: Call<O, E>): Promise<Outcome<O>> {
  try {
    return { ok: true, data: await call };
  } catch (error) {
    if (!(error instanceof IsotypeError)) throw error;
    const { code, message, data, requestId } = error as IsotypeError<E>;
    return { ok: false, code, message, data, requestId };
  }
}

function connect(rpc: string, batched: boolean, exchanges: Exchange[], token: () => string | undefined): Client {
  const options = { url: rpc, fetch: noting(exchanges) };
  return createClient(api, {
    links: [
      bearer(token),
      split({ subscription: sse({ url: rpc }), otherwise: batched ? batch(options) : http(options) }),
    ],
  });
}

function watch(client: Client, onEvent: Parameters<Caller["watch"]>[0]): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const follow = async () => {
      const events = client.posts.watch(undefined, {
        signal: stop.signal,
        onConnectionStateChange: ({ state }) => {
          if (state === "open") resolve(() => stop.abort());
        },
      });
      for await (const event of events) onEvent(event);
    };
    follow().catch((error: unknown) => {
      if (!stop.signal.aborted) reject(error);
    });
  });
}

/** Creates the Isotype client with its links. */
export function isotypeCaller(rpc: string, batched: boolean): Caller {
  const exchanges: Exchange[] = [];
  const client = connect(rpc, batched, exchanges, () => caller.token);
  const caller: Caller = {
    token: undefined,
    exchanges,
    signUp: (input) => outcome(client.auth.signUp(input)),
    signIn: (input) => outcome(client.auth.signIn(input)),
    me: () => outcome(client.auth.me()),
    list: (input) => outcome(client.posts.list(input)),
    byId: (id) => outcome(client.posts.byId({ id })),
    create: (input) => outcome(client.posts.create(input)),
    remove: (id) => outcome(client.posts.remove({ id })),
    gone: () => outcome(createClient(STALE, { links: [http({ url: rpc })] }).gone()),
    watch: (onEvent) => watch(client, onEvent),
  };
  return caller;
}

import { type AppRouter, codecLink } from "@board/bindings/trpc";
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
  type TRPCClient,
} from "@trpc/client";
import { EventSource } from "eventsource";
import { type Caller, type Exchange, noting, type Outcome } from "./caller";

interface Data {
  readonly code: string;
  readonly requestId?: string;
  readonly error?: { readonly type: string };
}

interface Gone {
  readonly gone: { query(): Promise<unknown> };
}

async function outcome<O>(call: Promise<O>): Promise<Outcome<O>> {
  try {
    return { ok: true, data: await call };
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error;
    const data = error.data as Data | undefined;
    return {
      ok: false,
      code: data?.code ?? "NETWORK",
      message: error.message,
      data: data?.error,
      requestId: data?.requestId,
    };
  }
}

function connect(rpc: string, batched: boolean, exchanges: Exchange[], token: () => string | undefined) {
  const headers = () => (token() === undefined ? {} : { authorization: `Bearer ${token()}` });
  const http = { url: rpc, headers, fetch: noting(exchanges) };
  return createTRPCClient<AppRouter>({
    links: [
      codecLink,
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({ url: rpc, EventSource }),
        false: batched ? httpBatchLink(http) : httpLink(http),
      }),
    ],
  });
}

function watch(client: TRPCClient<AppRouter>, onEvent: Parameters<Caller["watch"]>[0]): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const subscription = client.posts.watch.subscribe(undefined, {
      onStarted: () => resolve(() => subscription.unsubscribe()),
      onData: ({ data }) => onEvent(data),
      onError: reject,
    });
  });
}

/** Creates the tRPC client with its links. */
export function trpcCaller(rpc: string, batched: boolean): Caller {
  const exchanges: Exchange[] = [];
  const client = connect(rpc, batched, exchanges, () => caller.token);
  const caller: Caller = {
    token: undefined,
    exchanges,
    signUp: (input) => outcome(client.auth.signUp.mutate(input)),
    signIn: (input) => outcome(client.auth.signIn.mutate(input)),
    me: () => outcome(client.auth.me.query()),
    list: (input) => outcome(client.posts.list.query(input)),
    byId: (id) => outcome(client.posts.byId.query({ id })),
    create: (input) => outcome(client.posts.create.mutate(input)),
    remove: (id) => outcome(client.posts.remove.mutate({ id })),
    // The client is a proxy, so any path can be called at run time.
    gone: () => outcome((client as unknown as Gone).gone.query()),
    watch: (onEvent) => watch(client, onEvent),
  };
  return caller;
}

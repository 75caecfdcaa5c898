import { EventEmitter, on } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { initTRPC, tracked, TRPCError } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import { onTestFinished } from "vitest";
import { WebSocketServer } from "ws";
import type { Api, Mutation, Query, Subscription } from "../src/index.js";

interface Context {
  readonly user: string | undefined;
}

/** Emits the values of the subscription `news`. */
export const news = new EventEmitter();

const t = initTRPC.context<Context>().create();
const asIs = <T>(input: unknown) => input as T;

async function* count(from: number, to: number) {
  for (let value = from; value <= to; value += 1) {
    yield value;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const router = t.router({
  ping: t.procedure.query(() => "pong"),
  nothing: t.procedure.query(() => undefined),
  echo: t.procedure.input(asIs<unknown>).query(({ input }) => input ?? null),
  whoami: t.procedure.query(({ ctx }) => ctx.user ?? null),
  wait: t.procedure.input(asIs<number>).query(async ({ input }) => {
    await new Promise((resolve) => setTimeout(resolve, input));
    return input;
  }),
  fail: t.procedure.mutation(() => {
    throw new TRPCError({ code: "CONFLICT", message: "taken" });
  }),
  save: t.procedure.input(asIs<string>).mutation(({ input }) => `saved ${input}`),
  list: t.procedure.query(async function* () {
    yield* count(1, 3);
  }),
  broken: t.procedure.query(async function* () {
    yield 1;
    throw new TRPCError({ code: "CONFLICT", message: "midway" });
  }),
  endless: t.procedure.query(async function* ({ signal }) {
    for (let value = 1; !signal?.aborted; value += 1) yield* count(value, value);
  }),
  deferred: t.procedure.query(() => ({
    now: 1,
    later: new Promise<string>((resolve) => setTimeout(() => resolve("x"), 20)),
    never: Promise.reject(new TRPCError({ code: "CONFLICT", message: "not this" })),
  })),
  events: t.procedure.input(asIs<{ lastEventId?: string; to: number }>).subscription(async function* ({ input }) {
    for await (const value of count(Number(input.lastEventId ?? 0) + 1, input.to)) {
      yield tracked(String(value), { value });
    }
  }),
  news: t.procedure.subscription(async function* ({ signal }) {
    for await (const [value] of on(news, "value", { signal: signal as AbortSignal })) yield value as number;
  }),
  plain: t.procedure.input(asIs<number>).subscription(({ input }) => count(1, input)),
  upload: t.procedure.input(asIs<FormData | ReadableStream<Uint8Array>>).mutation(async ({ input }) => {
    if (!(input instanceof FormData)) return new Response(input).text();
    const file = input.get("file");
    return `${input.get("name")}: ${file instanceof Blob ? await file.text() : file}`;
  }),
});

/** Client for {@link startTrpcServer}, written as in a generated package. */
export interface Client {
  readonly ping: Query<void, string>;
  readonly nothing: Query<void, null>;
  readonly echo: Query<unknown, unknown>;
  readonly whoami: Query<void, string | null>;
  readonly wait: Query<number, number>;
  readonly list: Query<void, AsyncIterable<number>>;
  readonly broken: Query<void, AsyncIterable<number>>;
  readonly endless: Query<void, AsyncIterable<number>>;
  readonly deferred: Query<void, { now: number; later: Promise<string>; never: Promise<unknown> }>;
  readonly fail: Mutation<void, null>;
  readonly save: Mutation<string, string>;
  readonly upload: Mutation<FormData | Blob | Uint8Array, string>;
  readonly events: Subscription<{ to: number }, { value: number }>;
  readonly news: Subscription<void, number>;
  readonly plain: Subscription<number, number>;
}

export const api: Api<Client> = {
  procedures: Object.fromEntries(
    Object.entries(router._def.procedures).map(([path, { _def }]) => [path, (_def as any).type]),
  ),
};

/** Starts tRPC's server with HTTP and WebSocket on one port. It stops after the test. */
export async function startTrpcServer() {
  const http = createHTTPHandler({
    router,
    basePath: "/rpc/",
    createContext: ({ req }) => ({ user: req.headers.authorization }),
  });
  const responses = { open: 0 };
  const server = createServer((request, response) => {
    responses.open += 1;
    response.on("close", () => (responses.open -= 1));
    http(request, response);
  });
  const wss = new WebSocketServer({ server });
  const handler = applyWSSHandler({
    wss,
    router,
    createContext: ({ info }) => {
      const user = info.connectionParams?.["token"];
      if (user === "expired") throw new TRPCError({ code: "UNAUTHORIZED" });
      return { user };
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of wss.clients) socket.terminate();
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rpc`;
  return { url, wss, handler, server, responses };
}

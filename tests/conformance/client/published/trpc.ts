import type { AppRouter } from "@conformance/bindings/trpc";
import * as newest from "@trpc/client";
import * as older from "@isotype/conformance-trpc-11.22";
import { EventSource } from "eventsource";
import { WebSocket } from "ws";
import type { MakePeer, Outcome, Refusal, Setting } from "./test-client";

/** tRPC releases under test. */
export const RELEASES = { "11.25.2": newest, "11.22.1": older as unknown as typeof newest };

type Release = typeof newest;

function toRefusal(thrown: unknown): Refusal {
  const { data, message, cause } = thrown as { data?: any; message: string; cause?: { name?: string } };
  if (data) return { code: data.code, status: data.httpStatus, message, data: data.error };
  return { code: cause?.name === "AbortError" || /abort/i.test(message) ? "ABORTED" : "NETWORK", message };
}

/** Creates the client of a tRPC release with all its links. */
export function trpcPeer(release: Release): MakePeer {
  return (setting) => {
    const closing: (() => void)[] = [];
    const client = release.createTRPCClient<AppRouter>({ links: linksOf(release, setting, closing) });
    const untyped = release.getUntypedClient(client);
    const outcome = (call: Promise<unknown>): Promise<Outcome> =>
      call.then(
        (ok) => ({ ok }),
        (thrown) => ({ error: toRefusal(thrown) }),
      );
    return {
      query: (path, input, options) => outcome(untyped.query(path, input, options)),
      mutate: (path, input) => outcome(untyped.mutation(path, input)),
      follow: (path, input) => {
        const values: unknown[] = [];
        let stop = () => {};
        const over = new Promise<"ended" | Refusal>((resolve) => {
          const subscription = untyped.subscription(path, input, {
            // Tracked values are wrapped in an object with their id.
            onData: (value: any) => void values.push(value?.id !== undefined && "data" in value ? value.data : value),
            onError: (error) => resolve(toRefusal(error)),
            onComplete: () => resolve("ended"),
          });
          stop = () => subscription.unsubscribe();
        });
        return { values, over, stop: () => stop() };
      },
      close: () => closing.forEach((close) => close()),
    };
  };
}

function linksOf(release: Release, setting: Setting, closing: (() => void)[]) {
  const { url, headers, connectionParams } = setting;
  const http = { url, ...(headers && { headers }), ...(setting.methodOverride && { methodOverride: "POST" as const }) };
  const params = connectionParams && { connectionParams };
  const socket = () => {
    const client = release.createWSClient({
      url: url.replace("http", "ws"),
      WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
      retryDelayMs: (attempt) => Math.min(20 * attempt, 200),
      ...params,
    });
    closing.push(() => void client.close());
    return release.wsLink<AppRouter>({ client });
  };
  const ws = setting.calls === "ws" || setting.events === "ws" ? socket() : undefined;
  const calls = {
    http: () => release.httpLink<AppRouter>(http),
    batch: () => release.httpBatchLink<AppRouter>(http),
    batchStream: () => release.httpBatchStreamLink<AppRouter>(http),
    ws: () => ws!,
  }[setting.calls]();
  return [
    release.loggerLink<AppRouter>({ enabled: () => true, console: { log: () => {}, error: () => {} } }),
    release.retryLink({ retry: ({ op, error, attempts }) => op.type === "query" && !error.data && attempts < 2 }),
    release.splitLink<AppRouter>({
      condition: ({ type }) => type === "subscription",
      true: setting.events === "ws" ? ws! : release.httpSubscriptionLink({ url, EventSource, ...params }),
      false: release.splitLink<AppRouter>({
        condition: ({ input }) => release.isNonJsonSerializable(input),
        true: release.httpLink<AppRouter>(http),
        false: calls,
      }),
    }),
  ];
}

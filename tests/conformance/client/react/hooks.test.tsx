// @vitest-environment jsdom
import type { AppRouter } from "@conformance/bindings/trpc";
import * as published from "@isotype/conformance-trpc-11.22";
import { useSubscription } from "@isotype/conformance-trpc-11.22/react";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, cleanup, configure, renderHook, waitFor } from "@testing-library/react";
import { EventSource } from "eventsource";
import type { ReactNode } from "react";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { ConformanceServer } from "../support/conformance-server";
import { TRPCProvider, usePages, useTally, useTRPC } from "./hooks";

let server: ConformanceServer;
beforeAll(async () => {
  server = await ConformanceServer.start();
});
afterAll(() => server.kill());
afterEach(cleanup);
// The machine may be busy.
configure({ asyncUtilTimeout: 5_000 });

type Links = Parameters<typeof published.createTRPCClient<AppRouter>>[0]["links"];

/** Returns a component with the providers of an application. */
function around(links: Links) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const client = published.createTRPCClient<AppRouter>({ links });
  return ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={client} queryClient={queries}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

const batched = () => around([published.httpBatchLink({ url: server.at() })]);

describe("queries", () => {
  it("load and share a request", async () => {
    const wrapper = batched();
    const { result } = renderHook(
      () => {
        const trpc = useTRPC();
        return [
          useQuery(trpc.greeting.queryOptions({ name: "x" })),
          useQuery(trpc.nul.queryOptions()),
          useQuery(trpc.undef.queryOptions()),
        ] as const;
      },
      { wrapper },
    );
    await waitFor(() => expect(result.current.every(({ isSuccess }) => isSuccess)).toBe(true));
    // TanStack Query rejects queries that resolve to `undefined`.
    expect(result.current.map(({ data }) => data)).toEqual([{ text: "hello x" }, null, null]);
  });

  it("return declared errors", async () => {
    const { result } = renderHook(() => useQuery(useTRPC().me.queryOptions()), { wrapper: batched() });
    await waitFor(() => expect(result.current.isError).toBe(true));
    expect(result.current.error?.data).toMatchObject({ code: "UNAUTHORIZED", error: { type: "Unauthorized" } });
  });

  it("collect the values of a stream", async () => {
    const wrapper = around([published.httpBatchStreamLink({ url: server.at() })]);
    const { result } = renderHook(() => useQuery(useTRPC().numbers.queryOptions({ count: 3 })), { wrapper });
    await waitFor(() => expect(result.current.data).toEqual([1, 2, 3]));
  });
});

it("infinite queries page in both directions, by cursor", async () => {
  const { result } = renderHook(usePages, { wrapper: batched() });
  const firsts = () => result.current.data?.pages.map(({ items }) => [items[0], items.length]);
  await waitFor(() => expect(firsts()).toEqual([[40, 10]]));
  await act(() => result.current.fetchNextPage());
  await waitFor(() =>
    expect(firsts()).toEqual([
      [40, 10],
      [50, 10],
    ]),
  );
  await act(() => result.current.fetchPreviousPage());
  await waitFor(() =>
    expect(firsts()).toEqual([
      [30, 10],
      [40, 10],
      [50, 10],
    ]),
  );
  expect(result.current.hasNextPage && result.current.hasPreviousPage).toBe(true);
});

describe("mutations", () => {
  it("update optimistically", async () => {
    const { result } = renderHook(() => useTally("react"), { wrapper: batched() });
    await waitFor(() => expect(result.current.count.data).toBe(0));
    act(() => result.current.add.mutate({ name: "react", milliseconds: 150 }));
    await waitFor(() => expect(result.current.count.data).toBe(1));
    expect(result.current.add.isPending).toBe(true);
    await waitFor(() => expect(result.current.add.data).toBe(1));
    await waitFor(() => expect(result.current.count.isFetching).toBe(false));
    expect(result.current.count.data).toBe(1);
  });

  it("roll back on errors", async () => {
    const { result } = renderHook(() => useTally("refused"), { wrapper: batched() });
    await waitFor(() => expect(result.current.count.data).toBe(0));
    act(() => result.current.add.mutate({ name: 7 } as unknown as { name: string }));
    await waitFor(() => expect(result.current.add.isError).toBe(true));
    expect(result.current.add.error?.data?.code).toBe("BAD_REQUEST");
    await waitFor(() => expect(result.current.count.data).toBe(0));
  });
});

describe.each(["sse", "ws"])("useSubscription over %s", (events) => {
  function wrapper() {
    if (events === "sse") return around([published.httpSubscriptionLink({ url: server.at(), EventSource })]);
    const client = published.createWSClient({
      url: server.at().replace("http", "ws"),
      WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
    });
    onTestFinished(() => void client.close());
    return around([published.wsLink({ client })]);
  }

  it("returns values with their ids, and the end", async () => {
    const seen: unknown[] = [];
    const { result } = renderHook(
      () =>
        useSubscription(useTRPC().sub.tracked.subscriptionOptions({ n: 3 }, { onData: (value) => seen.push(value) })),
      { wrapper: wrapper() },
    );
    await waitFor(() => expect(seen).toEqual([1, 2, 3].map((i) => ({ id: `${i}`, data: { i } }))));
    // tRPC's hook detects the end by the connection state, which stays open with a socket.
    const last = { status: "pending", data: { id: "3", data: { i: 3 } } };
    await waitFor(() => expect(result.current).toMatchObject(events === "sse" ? { status: "idle" } : last));
  });

  it("reports the pending state and the error", async () => {
    const around = wrapper();
    const { result, unmount } = renderHook(() => useSubscription(useTRPC().sub.forever.subscriptionOptions()), {
      wrapper: around,
    });
    await waitFor(() => expect(result.current).toMatchObject({ status: "pending" }));
    await waitFor(() => expect(result.current.data).toBeGreaterThan(2));
    unmount();
    const rejected = renderHook(() => useSubscription(useTRPC().sub.declared.subscriptionOptions()), {
      wrapper: around,
    });
    await waitFor(() => expect(rejected.result.current.status).toBe("error"));
    expect(rejected.result.current.error?.data).toMatchObject({
      code: "CONFLICT",
      error: { type: "TitleTaken", by: 7 },
    });
  });
});

import { createClient, type Subscription } from "@isotype/client";
import { batch, type ConnectionLink, local, sse, ws } from "@isotype/client/links";
import { act, cleanup, render, renderHook, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { startTrpcServer } from "../../client/tests/trpc-server.js";
import { api, type Client } from "../tests/api.js";
import { createIsotypeContext, useConnectionStatus, useSubscription } from "./index.js";

afterEach(cleanup);

const QUICK = { initialDelayMs: 5, maxDelayMs: 20 };

async function start(carrier: "sse" | "ws") {
  const { url, wss, responses } = await startTrpcServer();
  const link: ConnectionLink = carrier === "ws" ? ws({ url, WebSocket, backoff: QUICK }) : sse({ url, backoff: QUICK });
  onTestFinished(link.close);
  return { client: createClient(api, { links: [link, batch({ url })] }), link, wss, responses };
}

describe.each(["sse", "ws"] as const)("useSubscription over %s", (carrier) => {
  it("returns the latest value and the end of the stream", async () => {
    const { client } = await start(carrier);
    const values: number[] = [];
    const options = { onData: (value: number) => void values.push(value) };
    const { result } = renderHook(() => useSubscription(client.plain, 3, options));
    expect(result.current).toMatchObject({ status: "connecting", data: undefined });
    await waitFor(() => expect(result.current.status).toBe("ended"));
    expect(result.current.data).toBe(3);
    expect(values).toEqual([1, 2, 3]);
  });

  it("subscribes again with another input, and on reset", async () => {
    const { client } = await start(carrier);
    const { result, rerender } = renderHook(({ to }) => useSubscription(client.events, { to }), {
      initialProps: { to: 2 },
    });
    await waitFor(() => expect(result.current).toMatchObject({ status: "ended", data: { value: 2 } }));
    rerender({ to: 2 });
    expect(result.current.status).toBe("ended");
    rerender({ to: 4 });
    expect(result.current.data).toBeUndefined();
    await waitFor(() => expect(result.current).toMatchObject({ status: "ended", data: { value: 4 } }));
    act(() => result.current.reset());
    expect(result.current).toMatchObject({ status: "connecting", data: undefined });
    await waitFor(() => expect(result.current.data).toEqual({ value: 4 }));
  });

  it("returns the server's error", async () => {
    const { client } = await start(carrier);
    const { result } = renderHook(() => useSubscription(client.missing));
    await waitFor(() => expect(result.current).toMatchObject({ status: "error", error: { code: "NOT_FOUND" } }));
  });

  it("closes the connection when disabled or unmounted, even in strict mode", async () => {
    const { client, link, responses } = await start(carrier);
    const { result, rerender, unmount } = renderHook(
      ({ enabled }) => useSubscription(client.plain, 100_000, { enabled }),
      { initialProps: { enabled: true }, wrapper: StrictMode },
    );
    await waitFor(() => expect(result.current.status).toBe("open"));
    rerender({ enabled: false });
    expect(result.current).toMatchObject({ status: "idle", data: undefined });
    await waitFor(() => expect(carrier === "ws" || responses.open === 0).toBe(true));
    rerender({ enabled: true });
    await waitFor(() => expect(result.current.data).toBeGreaterThan(1));
    unmount();
    await waitFor(() => expect(carrier === "ws" || responses.open === 0).toBe(true));
    expect(link.status.get().state).toBe(carrier === "ws" ? "open" : "idle");
  });
});

it("distinguishes inputs that JSON cannot represent", async () => {
  const received: unknown[] = [];
  const link = local({
    plain: async function* (input) {
      received.push(input);
    },
  });
  const any = createClient(api, { links: [link] }).plain as unknown as Subscription<unknown, number, never>;
  const inputs = [1n, 2n, 2n, new Map([[1, 2]]), new Map([[1, 3]])];
  const { result, rerender } = renderHook((input) => useSubscription(any, input), { initialProps: inputs[0] });
  for (const input of inputs) {
    rerender(input);
    await waitFor(() => expect(result.current.status).toBe("ended"));
  }
  expect(received).toEqual([1n, 2n, new Map([[1, 2]]), new Map([[1, 3]])]);
});

describe("useConnectionStatus", () => {
  it("returns each connection state", async () => {
    const { client, link, wss } = await start("ws");
    const { IsotypeProvider, useClient } = createIsotypeContext<Client>();
    const states: string[] = [];
    function Page() {
      const { data } = useSubscription(useClient().events, { to: 100_000 });
      const { state } = useConnectionStatus(link.status);
      states.push(state);
      return <p>{`${state} ${data ? "with data" : ""}`}</p>;
    }
    render(
      <IsotypeProvider client={client}>
        <Page />
      </IsotypeProvider>,
    );
    await screen.findByText("open with data");
    for (const socket of wss.clients) socket.terminate();
    await waitFor(() => expect(states).toContain("reconnecting"));
    await screen.findByText("open with data");
    act(() => link.close());
    await screen.findByText(/^closed/);
  });

  it("throws outside of a provider", () => {
    const { useClient } = createIsotypeContext<Client>();
    expect(() => renderHook(useClient)).toThrow("IsotypeProvider");
  });
});

import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { createClient, type Link, safe } from "../src/index.js";
import { batchStream, http, type ConnectionLink, retry, sse, ws } from "../src/links/index.js";
import { faultyProxy } from "./faulty-proxy.js";
import { api, startTrpcServer } from "./trpc-server.js";

const QUICK = { initialDelayMs: 2, maxDelayMs: 10 };

const carriers: Record<string, (url: string) => ConnectionLink> = {
  sse: (url) => sse({ url, backoff: QUICK }),
  ws: (url) => ws({ url, WebSocket, backoff: QUICK }),
};

describe.each(Object.keys(carriers))("%s through a proxy that cuts and delays connections", (name) => {
  it("loses and repeats no event, wherever the connection is cut", async () => {
    const { url: target } = await startTrpcServer();
    // Cuts at a different position each time: within headers, frames, lines and characters.
    const { url, stats } = await faultyProxy(target, (number) => ({
      cutAfter: 90 + ((number * 173) % 900),
      delayMs: number % 3,
    }));
    const link = carriers[name]?.(url) as ConnectionLink;
    onTestFinished(link.close);
    const client = createClient(api, { links: [link] });
    const got: number[] = [];
    for await (const { value } of client.events({ to: 80 })) got.push(value);
    expect(got).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
    expect(stats.connections).toBeGreaterThan(5);
  });
});

describe("calls through a proxy that cuts connections", () => {
  it.each<[string, (url: string) => Link]>([
    ["http", (url) => http({ url })],
    ["batchStream", (url) => batchStream({ url })],
    ["ws", carriers["ws"] as (url: string) => Link],
  ])("reject over %s with NETWORK, or are retried if that is safe", async (_, carry) => {
    const { url: target } = await startTrpcServer();
    const { url, stats } = await faultyProxy(target, (number) => ({
      cutAfter: number < 3 ? 60 : Infinity,
      delayMs: 0,
    }));
    const client = createClient(api, { links: [retry({ backoff: QUICK }), carry(url)] });
    expect((await safe(client.save("a"))).error?.code).toBe("NETWORK");
    expect(stats.connections).toBe(1);
    expect(await client.echo("b")).toBe("b");
    expect(stats.connections).toBe(3);
  });
});

import { describe, expect, it, onTestFinished } from "vitest";
import { faultyProxy } from "../support/proxy";
import { waitUntil } from "../support/net";
import { type Bench, peerOf } from "./call-scenarios";
import type { EventLink, Following, Peer } from "./test-client";

const STEPS = (to: number) => Array.from({ length: to }, (_, index) => ({ i: index + 1 }));

/** Tests subscriptions over each link. */
export function subscriptions(bench: Bench, events: EventLink): void {
  const open = (setting: Parameters<typeof peerOf>[1] = {}) => peerOf(bench, { events, ...setting });
  const all = async ({ values, over }: Following) => [values, await over] as const;

  describe(`subscriptions over ${events}`, () => {
    it("yields values, then ends", async () => {
      const peer = open();
      expect(await all(peer.follow("sub.plain", 3))).toEqual([[1, 2, 3], "ended"]);
      expect(await all(peer.follow("sub.plain", 0))).toEqual([[], "ended"]);
      expect(await all(peer.follow("sub.undef"))).toEqual([[null], "ended"]);
      expect(await all(peer.follow("sub.tracked", { n: 2 }))).toEqual([STEPS(2), "ended"]);
      expect(await all(peer.follow("sub.mixed"))).toEqual([["tracked", "untracked", "tracked2"], "ended"]);
    });

    it("yields values before the error, and rejects with the declared error", async () => {
      const peer = open();
      expect(await all(peer.follow("sub.errMid"))).toMatchObject([[1], { code: "BAD_REQUEST", message: "bad mid" }]);
      expect(await all(peer.follow("sub.declared"))).toMatchObject([
        [1],
        { code: "CONFLICT", data: { type: "TitleTaken", by: 7 } },
      ]);
      expect(await all(peer.follow("sub.badInput", {}))).toMatchObject([[], { code: "BAD_REQUEST" }]);
      expect(await all(peer.follow("sub.private"))).toMatchObject([[], { code: "UNAUTHORIZED" }]);
    });

    it("sends the identity of the caller in the connection params", async () => {
      // The Isotype client sends headers over SSE, so it needs no connection params.
      const usesHeaders = bench.make.name === "isotypePeer" && events === "sse";
      const identity = usesHeaders
        ? { headers: { authorization: "Bearer good" } }
        : { connectionParams: { token: "good" } };
      const peer = open(identity);
      expect(await all(peer.follow("sub.private"))).toEqual([[1], "ended"]);
    });

    interruptions(bench, events, open);
  });
}

function interruptions(bench: Bench, events: EventLink, open: () => Peer): void {
  it("leaves an endless stream", async () => {
    const peer = open();
    const following = peer.follow("sub.forever");
    await waitUntil(() => following.values.length > 5);
    following.stop();
    await new Promise((resolve) => setTimeout(resolve, 60));
    const had = following.values.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(following.values.length).toBe(had);
    expect(await peer.query("ping")).toEqual({ ok: "pong" });
  });

  it("resumes after the last event when the connection is cut, without loss or duplicates", async () => {
    const proxy = await faultyProxy(bench.url());
    onTestFinished(proxy.close);
    const peer = bench.make({ url: proxy.url, calls: "http", events });
    onTestFinished(peer.close);
    const following = peer.follow("sub.until", { to: 60 });
    await waitUntil(() => following.values.length >= 20);
    proxy.cut();
    expect(await following.over).toBe("ended");
    expect(following.values).toEqual(STEPS(60));
    expect(proxy.connections()).toBeGreaterThan(1);
  });

  it.each(["kill", "stop"] as const)("resumes after the last event after a restart (%s)", async (how) => {
    const peer = open();
    const following = peer.follow("sub.until", { to: 200 });
    await waitUntil(() => following.values.length >= 20);
    await bench.server()[how]();
    await bench.server().resume();
    expect(await following.over).toBe("ended");
    expect(following.values).toEqual(STEPS(200));
  });
}

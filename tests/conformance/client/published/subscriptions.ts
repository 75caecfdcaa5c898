import { describe, expect, it, onTestFinished } from "vitest";
import { faultyProxy } from "../support/proxy";
import { until } from "../support/until";
import { type Bench, peerOf } from "./calls";
import type { EventLink, Following } from "./outcome";

const STEPS = (to: number) => Array.from({ length: to }, (_, index) => ({ i: index + 1 }));

/** Subscriptions, over each link that carries them. */
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

    it("tells errors behind what came before, with the declared one", async () => {
      const peer = open();
      expect(await all(peer.follow("sub.errMid"))).toMatchObject([[1], { code: "BAD_REQUEST", message: "bad mid" }]);
      expect(await all(peer.follow("sub.declared"))).toMatchObject([
        [1],
        { code: "CONFLICT", data: { type: "TitleTaken", by: 7 } },
      ]);
      expect(await all(peer.follow("sub.badInput", {}))).toMatchObject([[], { code: "BAD_REQUEST" }]);
      expect(await all(peer.follow("sub.private"))).toMatchObject([[], { code: "UNAUTHORIZED" }]);
    });

    it("tells who is calling by connection params", async () => {
      // Ours sends headers with events, and has no need of these there.
      const told = bench.make.name === "isotypePeer" && events === "sse";
      const by = told ? { headers: { authorization: "Bearer good" } } : { connectionParams: { token: "good" } };
      const peer = open(by);
      expect(await all(peer.follow("sub.private"))).toEqual([[1], "ended"]);
    });

    it("leaves a stream without an end", async () => {
      const peer = open();
      const following = peer.follow("sub.forever");
      await until(() => following.values.length > 5);
      following.stop();
      await new Promise((resolve) => setTimeout(resolve, 60));
      const had = following.values.length;
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(following.values.length).toBe(had);
      expect(await peer.query("ping")).toEqual({ ok: "pong" });
    });

    it("resumes behind the last event after a cut: none lost, none repeated", async () => {
      const proxy = await faultyProxy(bench.url());
      onTestFinished(proxy.close);
      const peer = bench.make({ url: proxy.url, calls: "http", events });
      onTestFinished(peer.close);
      const following = peer.follow("sub.until", { to: 60 });
      await until(() => following.values.length >= 20);
      proxy.cut();
      expect(await following.over).toBe("ended");
      expect(following.values).toEqual(STEPS(60));
      expect(proxy.connections()).toBeGreaterThan(1);
    });

    it.each(["kill", "stop"] as const)("resumes behind the last event over a restart (%s)", async (how) => {
      const peer = open();
      const following = peer.follow("sub.until", { to: 200 });
      await until(() => following.values.length >= 20);
      await bench.server()[how]();
      await bench.server().resume();
      expect(await following.over).toBe("ended");
      expect(following.values).toEqual(STEPS(200));
    });
  });
}

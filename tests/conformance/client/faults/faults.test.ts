import { randomUUID } from "node:crypto";
import { api, type Client } from "@conformance/bindings";
import { createClient, type IsotypeError, type Link, safe } from "@isotype/client";
import { batch, batchStream, http, type ConnectionLink, retry, sse, ws } from "@isotype/client/links";
import { WebSocket } from "ws";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { ConformanceServer } from "../support/conformance-server";
import { type Fault, faultyProxy } from "../support/proxy";
import { waitUntil } from "../support/net";

const QUICK = { initialDelayMs: 5, maxDelayMs: 40 };
const STEPS = (to: number) => Array.from({ length: to }, (_, index) => ({ i: index + 1 }));

const CALLS: Readonly<Record<string, (url: string) => Link>> = {
  http: (url) => http({ url }),
  batch: (url) => batch({ url }),
  batchStream: (url) => batchStream({ url }),
  ws: (url) => live(ws({ url, WebSocket, backoff: QUICK })),
};
const EVENTS: Readonly<Record<string, (url: string) => ConnectionLink>> = {
  sse: (url) => live(sse({ url, backoff: QUICK })),
  ws: (url) => live(ws({ url, WebSocket, backoff: QUICK })),
};

/** Returns the link, and closes it after the test. */
function live(link: ConnectionLink): ConnectionLink {
  onTestFinished(link.close);
  return link;
}

let server: ConformanceServer;
let direct: Client;
beforeAll(async () => {
  server = await ConformanceServer.start();
  direct = createClient(api, { links: [http({ url: server.at() })] });
});
afterAll(() => server.kill());

async function through(carry: (url: string) => Link, faultOf: (number: number) => Fault, around: Link[] = []) {
  const proxy = await faultyProxy(server.at(), faultOf);
  onTestFinished(proxy.close);
  return { client: createClient(api, { links: [...around, carry(proxy.url)] }), proxy };
}

/** Expects a network or protocol error, because a truncated response must never count as a complete one. */
const typed = ({ code }: IsotypeError<unknown>) => expect(["NETWORK", "MALFORMED_RESPONSE"]).toContain(code);

describe.each(Object.entries(CALLS))("calls over %s", (name, carry) => {
  it.each([true, false])(
    "cut in the response reject with a typed error and run once (truncated: %s)",
    async (truncate) => {
      let failed = 0;
      // Cuts at a different position each time: before the head, in the head, in the body.
      for (const cutAfter of [0, 1, 20, 60, 110, 140, 150, 160, 170, 180, 190, 200, 210, 220, 230, 250, 290, 330]) {
        const deed = randomUUID();
        const { client } = await through(carry, () => ({ cutAfter: Math.max(cutAfter, 1), truncate }));
        const outcome = await safe(client.tally.add({ name: deed }));
        if (outcome.ok) expect(outcome.data).toBe(1);
        else {
          failed += 1;
          typed(outcome.error);
        }
        expect(await direct.tally.count(deed)).toBeLessThanOrEqual(1);
      }
      expect(failed).toBeGreaterThan(3);
    },
  );

  it("cut in the request reject with a typed error and run at most once", async () => {
    for (const cutRequestAfter of [1, 30, 120, 200, 240, 260, 280, 300]) {
      const deed = randomUUID();
      const { client } = await through(carry, () => ({ cutRequestAfter }), [retry({ backoff: QUICK })]);
      const outcome = await safe(client.tally.add({ name: deed }));
      if (!outcome.ok) typed(outcome.error);
      expect(await direct.tally.count(deed)).toBeLessThanOrEqual(1);
    }
  });

  it("do not run a mutation twice after its response was lost", async () => {
    const deed = randomUUID();
    const { client, proxy } = await through(carry, () => ({}), [retry({ backoff: QUICK })]);
    const lost = safe(client.tally.add({ name: deed, milliseconds: 200 }));
    for (let turn = 0; turn < 200 && (await direct.tally.count(deed)) === 0; turn += 1);
    proxy.cut();
    expect((await lost).error?.code).toBe("NETWORK");
    expect(await client.ping()).toBe("pong");
    expect(await direct.tally.count(deed)).toBe(1);
  });

  it("are retried if retrying is safe", async () => {
    const cuts = (number: number) => (number < 3 ? { cutAfter: 60 } : { delayMs: 20 });
    const { client, proxy } = await through(carry, cuts, [retry({ backoff: QUICK })]);
    expect(await client.greeting({ name: "x" })).toEqual({ text: "hello x" });
    expect(proxy.connections()).toBe(3);
  });

  it("resolve if the network duplicates requests", async () => {
    const { client } = await through(carry, () => ({ duplicate: true, delayMs: 2 }));
    expect(await Promise.all([client.ping(), client.greeting({ name: "x" })])).toEqual(["pong", { text: "hello x" }]);
    expect(await client.post.touch()).toBe("touched");
  });

  it.runIf(name === "batchStream")("distinguish a truncated stream from one that ended", async () => {
    for (const truncate of [true, false]) {
      const { client } = await through(carry, () => ({ cutAfter: 4_000, truncate }));
      const values: number[] = [];
      const read = async () => {
        for await (const value of await client.numbers({ count: 5_000 })) values.push(value);
      };
      await expect(read()).rejects.toMatchObject({ code: "NETWORK" });
      expect(values).toEqual(values.map((_, index) => index + 1));
    }
  });
});

describe.each(Object.entries(EVENTS))("subscriptions over %s", (_name, carry) => {
  it.each(["cut", "truncated", "delayed", "doubled"])(
    "lose and repeat no event when connections are %s",
    async (how) => {
      const { client, proxy } = await through(carry, (number) => ({
        cutAfter: 150 + ((number * 173) % 900),
        delayMs: how === "delayed" ? number % 7 : 0,
        truncate: how === "truncated",
        duplicate: how === "doubled",
      }));
      const got: unknown[] = [];
      for await (const value of client.sub.until({ to: 100 })) got.push(value);
      expect(got).toEqual(STEPS(100));
      expect(proxy.connections()).toBeGreaterThan(5);
    },
  );

  it.each(["kill", "stop"] as const)("resume after the last event after a restart (%s)", async (how) => {
    const client = createClient(api, { links: [carry(server.at())] });
    const got: unknown[] = [];
    const read = async () => {
      for await (const value of client.sub.until({ to: 300 })) got.push(value);
    };
    const reading = Promise.all([read(), read(), read()]);
    for (let restart = 1; restart <= 2; restart += 1) {
      await waitUntil(() => got.length > restart * 150);
      await server[how]();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await server.resume();
    }
    await reading;
    const order = (a: any, b: any) => a.i - b.i;
    expect(got.toSorted(order)).toEqual(STEPS(300).flatMap((step) => [step, step, step]));
  });

  it("end with a typed error on a permanent error", async () => {
    const { client } = await through(carry, (number) => ({ cutAfter: 150 * number }));
    const read = async () => {
      for await (const value of client.sub.declared()) expect(value).toBe(1);
    };
    await expect(read()).rejects.toMatchObject({ code: "CONFLICT", data: { type: "TitleTaken", by: 7 } });
  });
});

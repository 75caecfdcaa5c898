import { describe, expect, it, onTestFinished } from "vitest";
import type { ConformanceServer } from "../support/conformance-server";
import type { CallLink, MakePeer, Peer, Setting } from "./test-client";

/** Context of a scenario. */
export interface Bench {
  readonly url: (mount?: string) => string;
  readonly make: MakePeer;
  readonly server: () => ConformanceServer;
}

/** Creates a client that is closed after the test. */
export function peerOf({ url, make }: Bench, setting: Partial<Setting> & { readonly mount?: string } = {}): Peer {
  const { mount, ...rest } = setting;
  const peer = make({ url: url(mount), calls: "http", events: "sse", ...rest });
  onTestFinished(peer.close);
  return peer;
}

type OpenPeer = (setting?: Parameters<typeof peerOf>[1]) => Peer;

/** Tests queries and mutations over a link. */
export function calls(bench: Bench, link: CallLink): void {
  const open: OpenPeer = (setting = {}) => peerOf(bench, { calls: link, ...setting });

  describe(`calls over ${link}`, () => {
    valuesAndErrors(open);
    callers(open, link);
    // Forms and bytes always use the upload link, whatever the other links are.
    if (link !== "ws") uploads(open);
    if (link === "batchStream") streams(open);
    if (link === "batchStream" || link === "ws") concurrency(open);
  });
}

function valuesAndErrors(open: OpenPeer): void {
  it("runs a query and a mutation", async () => {
    const peer = open();
    expect(await peer.query("greeting", { name: "ñ 日本 🦀" })).toEqual({ ok: { text: "hello ñ 日本 🦀" } });
    expect(await peer.mutate("add", { a: 2, b: 40 })).toEqual({ ok: 42 });
    expect(await peer.query("nul")).toEqual({ ok: null });
    expect(await peer.query("undef")).toEqual({ ok: null });
    expect(await peer.query("optFields")).toEqual({ ok: { b: null, c: 1, list: [null, 1] } });
  });

  it("omits an input, or sends null", async () => {
    const peer = open();
    expect(await peer.query("optInput")).toEqual({ ok: "got undefined" });
    expect(await peer.query("optInput", null)).toEqual({ ok: "got undefined" });
    expect(await peer.query("optInput", "x")).toEqual({ ok: "got x" });
    expect(await peer.mutate("post.touch")).toEqual({ ok: "touched" });
    expect(await peer.mutate("post.optMut")).toEqual({ ok: { input: null } });
  });

  it("resolves many calls of one turn separately", async () => {
    const peer = open();
    const numbers = Array.from({ length: 15 }, (_, index) => index);
    const outcomes = await Promise.all(numbers.map((number) => peer.query("echo", { number })));
    expect(outcomes).toEqual(numbers.map((number) => ({ ok: { number } })));
    const [good, bad, gone] = await Promise.all([peer.query("ping"), peer.query("forbidden"), peer.query("gone")]);
    expect([good, bad, gone]).toMatchObject([
      { ok: "pong" },
      { error: { code: "FORBIDDEN", message: "no access", status: 403 } },
      { error: { code: "NOT_FOUND", status: 404 } },
    ]);
  });

  it("rejects with a declared error and its fields", async () => {
    expect(await open().mutate("declared")).toMatchObject({
      error: { code: "CONFLICT", message: "that title is taken by post 7", data: { type: "TitleTaken", by: 7 } },
    });
  });

  it.each(["BAD_REQUEST", "UNAUTHORIZED", "NOT_FOUND", "TIMEOUT", "TOO_MANY_REQUESTS", "NOT_IMPLEMENTED"])(
    "rejects with %s",
    async (code) => {
      expect(await open().query(`fail.${code}`)).toMatchObject({ error: { code, message: "failed as asked" } });
    },
  );
}

function callers(open: OpenPeer, link: CallLink): void {
  it("hides internal errors", async () => {
    for (const name of ["boom", "internal"]) {
      const outcome = await open().query(name);
      expect(outcome).toMatchObject({ error: { code: "INTERNAL_SERVER_ERROR", status: 500 } });
      expect(JSON.stringify(outcome)).not.toContain("hunter2");
    }
  });

  it("rejects inputs of the wrong type, and procedure names that Object.prototype has", async () => {
    const peer = open();
    expect(await peer.query("greeting", { name: 1 })).toMatchObject({ error: { code: "BAD_REQUEST", status: 400 } });
    for (const name of ["toString", "constructor"]) {
      expect(await peer.query(name)).toMatchObject({ error: { code: "NOT_FOUND" } });
    }
  });

  it("aborts a query and runs the next", async () => {
    const peer = open();
    const stop = new AbortController();
    const waiting = peer.query("wait", 5_000, { signal: stop.signal });
    setTimeout(() => stop.abort(), 30);
    expect(await waiting).toMatchObject({ error: { code: "ABORTED" } });
    expect(await peer.query("ping")).toEqual({ ok: "pong" });
  });

  it("sends the identity of the caller", async () => {
    const token =
      link === "ws"
        ? open({ connectionParams: { token: "good" } })
        : open({ headers: { authorization: "Bearer good" } });
    expect(await token.query("me")).toEqual({ ok: "ann" });
    expect(await open().query("me")).toMatchObject({
      error: { code: "UNAUTHORIZED", data: { type: "Unauthorized" } },
    });
  });
}

function uploads(open: OpenPeer): void {
  it("sends forms with files, and bytes", async () => {
    const peer = open();
    const form = new FormData();
    form.append("text", "ñ");
    form.append("file", new Blob(["hi bob"], { type: "text/plain" }), "bob.txt");
    const file = { name: "bob.txt", type: "text/plain", text: "hi bob" };
    expect(await peer.mutate("form", form)).toEqual({
      ok: [
        ["text", "ñ"],
        ["file", file],
      ],
    });
    expect(await peer.mutate("raw", new Uint8Array(300_000))).toEqual({ ok: { bytes: 300_000 } });
    expect(await peer.mutate("raw", new Blob(["hi bob"]))).toEqual({ ok: { bytes: 6 } });
    expect(await open({ mount: "small" }).mutate("raw", new Uint8Array(65))).toMatchObject({
      error: { code: "PAYLOAD_TOO_LARGE", status: 413 },
    });
  });

  it("sends queries with POST if the server allows it, and is rejected otherwise", async () => {
    const asked = { methodOverride: true } as const;
    const long = "x".repeat(20_000);
    expect(await open({ mount: "override", ...asked }).query("echo", long)).toEqual({ ok: long });
    expect(await open(asked).query("ping")).toMatchObject({ error: { code: "METHOD_NOT_SUPPORTED", status: 405 } });
  });
}

function streams(open: OpenPeer): void {
  it("yields the values of a streaming query, and its error", async () => {
    const peer = open();
    const streamed = async (path: string, input?: unknown) => {
      const outcome = (await peer.query(path, input)) as { ok: AsyncIterable<unknown> };
      const values: unknown[] = [];
      try {
        for await (const value of outcome.ok) values.push(value);
        return values;
      } catch (error) {
        return [...values, (error as Error).message];
      }
    };
    expect(await streamed("iter")).toEqual([1, { n: 2 }]);
    expect(await streamed("numbers", { count: 500 })).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
    expect(await streamed("iterErr")).toEqual([1, "mid-stream"]);
  });

  it("resolves deferred members, and rejects those that fail", async () => {
    const peer = open();
    const page = (await peer.query("deferred")) as { ok: { now: number; later: Promise<string> } };
    expect(page.ok.now).toBe(1);
    expect(await page.ok.later).toBe("x");
    const rejected = (await peer.query("deferredErr")) as typeof page;
    await expect(rejected.ok.later).rejects.toThrow("late");
  });

  it("leaves a stream and runs the next call", async () => {
    const peer = open();
    const { ok } = (await peer.query("counter")) as { ok: AsyncIterable<number> };
    for await (const value of ok) if (value === 3) break;
    expect(await peer.query("ping")).toEqual({ ok: "pong" });
  });
}

function concurrency(open: OpenPeer): void {
  it("does not delay a fast call behind a slow one", async () => {
    const peer = open();
    const order: number[] = [];
    const ask = async (ms: number) => void order.push(((await peer.query("wait", ms)) as { ok: number }).ok);
    await Promise.all([ask(250), ask(5)]);
    expect(order).toEqual([5, 250]);
  });
}

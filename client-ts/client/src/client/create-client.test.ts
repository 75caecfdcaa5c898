import { describe, expect, it } from "vitest";
import { api } from "../../tests/api.js";
import { createClient, IsotypeError, type Link, type Operation, pathOf, safe } from "../index.js";

function recorder(handler: (operation: Operation) => unknown): Link {
  return () => ({
    call: async (operation) => handler(operation),
    async *subscribe(operation) {
      yield handler(operation);
    },
  });
}

describe("createClient", () => {
  it("gives every procedure its kind and path", async () => {
    const client = createClient(api, { links: [recorder(({ kind, path, input }) => ({ kind, path, input }))] });
    expect(await client.posts.create({ title: "a" })).toEqual({
      kind: "mutation",
      path: "posts.create",
      input: { title: "a" },
    });
    expect(await client.ping()).toEqual({ kind: "query", path: "ping", input: undefined });
    expect([client.posts.watch.kind, client.posts.watch.path]).toEqual(["subscription", "posts.watch"]);
    expect([pathOf(client as object), pathOf(client.posts), pathOf(client.posts.byId)]).toEqual([
      "",
      "posts",
      "posts.byId",
    ]);
  });

  it("accepts procedure names that Object.prototype has", async () => {
    const client = createClient(api, { links: [recorder(({ path }) => path)] });
    expect(await client.toString.__proto__()).toBe("toString.__proto__");
    expect(await client.toString.constructor()).toBe("toString.constructor");
    expect((client.posts as object as Record<string, unknown>)["hasOwnProperty"]).toBeUndefined();
    expect(({} as Record<string, unknown>)["kind"]).toBeUndefined();
  });

  it("applies links in order", async () => {
    const order: string[] = [];
    const named =
      (name: string): Link =>
      (next) => ({
        ...next,
        call: (operation) => {
          order.push(name);
          return next.call(operation);
        },
      });
    await createClient(api, { links: [named("a"), named("b"), recorder(() => 1)] }).ping();
    expect(order).toEqual(["a", "b"]);
  });

  it("rejects a call that no link sends", async () => {
    const client = createClient(api, { links: [] });
    await expect(client.ping()).rejects.toMatchObject({ code: "CLIENT", path: "ping" });
    await expect(client.posts.watch()[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "CLIENT" });
  });

  it("converts errors of links to an IsotypeError", async () => {
    const broken = recorder(() => {
      throw new TypeError("oops");
    });
    const thrown = await safe(createClient(api, { links: [broken] }).ping());
    expect(thrown.error).toBeInstanceOf(IsotypeError);
    expect(thrown.error).toMatchObject({ code: "CLIENT", message: "oops", cause: expect.any(TypeError) });
    const rude: Link = () => ({
      call: () => {
        throw new Error("at once");
      },
      subscribe: () => {
        throw new Error("at once");
      },
    });
    const client = createClient(api, { links: [rude] });
    await expect(client.ping()).rejects.toMatchObject({ code: "CLIENT", message: "at once" });
    await expect(client.posts.watch()[Symbol.asyncIterator]().next()).rejects.toMatchObject({ message: "at once" });
  });

  it("rejects immediately on abort, even if a link never settles", async () => {
    const stop = new AbortController();
    const asleep = recorder(() => new Promise(() => {}));
    const client = createClient(api, { links: [asleep] });
    const call = client.ping(undefined, { signal: stop.signal });
    stop.abort("enough");
    await expect(call).rejects.toMatchObject({ code: "ABORTED", cause: "enough" });
    await expect(client.ping(undefined, { signal: stop.signal })).rejects.toMatchObject({ code: "ABORTED" });
    const values = client.posts.watch(undefined, { signal: stop.signal });
    await expect(values[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "ABORTED" });
  });

  it("passes context and headers of a call to the links", async () => {
    const client = createClient(api, { links: [recorder(({ context, headers }) => ({ context, headers }))] });
    const got = await client.ping(undefined, { context: { a: 1 }, headers: { "x-a": "1" } });
    expect(got).toEqual({ context: { a: 1 }, headers: [{ "x-a": "1" }] });
  });
});

import { IsotypeError, type Operation } from "@isotype/client";
import { InfiniteQueryObserver, MutationObserver, QueryClient, QueryObserver } from "@tanstack/query-core";
import { describe, expect, it } from "vitest";
import { clientOf } from "../tests/api.js";
import { infiniteQueryOptions, mutationOptions, queryKey, queryOptions } from "./index.js";

const queries = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });

describe("queryOptions", () => {
  it("fetches under a key with the router and the procedure as prefixes", async () => {
    const client = clientOf(({ path, input }) => ({ path, input }));
    const cache = queries();
    const options = queryOptions(client.posts.byId, { id: "1" }, { staleTime: 60_000 });
    expect(await cache.fetchQuery(options)).toEqual({ path: "posts.byId", input: { id: "1" } });
    expect(options.queryKey).toEqual(["posts", "byId", { input: { id: "1" } }]);
    expect(queryKey(client.posts.byId, { id: "1" })).toEqual(options.queryKey);
    expect([queryKey(client), queryKey(client.posts), queryKey(client.me)]).toEqual([[], ["posts"], ["me"]]);
    expect(options.staleTime).toBe(60_000);
    for (const node of [client, client.posts, client.posts.byId]) {
      expect(cache.getQueryCache().findAll({ queryKey: queryKey(node) })).toHaveLength(1);
    }
    expect(cache.getQueryCache().findAll({ queryKey: queryKey(client.me) })).toHaveLength(0);
  });

  it("distinguishes inputs that JSON cannot represent", async () => {
    const client = clientOf(({ input }) => input);
    const cache = queries();
    const inputs = [1n, 2n, new Date(1), new Date(2), new Map([[1, 2]]), new Map([[1, 3]]), Uint8Array.of(1)];
    for (const id of inputs)
      await cache.fetchQuery(queryOptions(client.posts.byId, { id } as object as { id: string }));
    for (const id of inputs) {
      const key = queryKey(client.posts.byId, { id } as object as { id: string });
      expect(cache.getQueryCache().findAll({ queryKey: key })).toHaveLength(1);
    }
  });

  it("omits the input if the procedure takes none", async () => {
    const client = clientOf(({ input }) => (input === undefined ? { name: "Ada" } : "unexpected"));
    expect(await queries().fetchQuery(queryOptions(client.me))).toEqual({ name: "Ada" });
  });

  it("returns the typed error", async () => {
    const client = clientOf(() => {
      throw new IsotypeError("gone", { code: "NOT_FOUND", data: { type: "NotFound" } });
    });
    const observer = new QueryObserver(queries(), queryOptions(client.posts.byId, { id: "1" }));
    const { error } = await observer.refetch();
    expect(error?.data?.type).toBe("NotFound");
  });

  it("aborts a call that has no observers left", async () => {
    let received: Operation | undefined;
    const client = clientOf((operation) => {
      received = operation;
      return new Promise(() => {});
    });
    const stop = new QueryObserver(queries(), queryOptions(client.posts.byId, { id: "1" })).subscribe(() => {});
    await expect.poll(() => received).toBeDefined();
    stop();
    expect(received?.signal?.aborted).toBe(true);
  });

  it("rejects objects that are not part of a client", () => {
    expect(() => queryKey({})).toThrow("not part of a client");
  });
});

describe("mutationOptions", () => {
  it("calls with the variables and keeps other options", async () => {
    const client = clientOf(({ path, input }) => ({ path, input }));
    const done: unknown[] = [];
    const options = mutationOptions(client.posts.create, { onSuccess: (post) => void done.push(post) });
    const observer = new MutationObserver(queries(), options);
    await observer.mutate({ title: "x" });
    expect(done).toEqual([{ path: "posts.create", input: { title: "x" } }]);
    expect(options.mutationKey).toEqual(["posts", "create"]);
    expect(await new MutationObserver(queries(), mutationOptions(client.posts.clear)).mutate()).toEqual({
      path: "posts.clear",
      input: undefined,
    });
  });
});

describe("infiniteQueryOptions", () => {
  it("needs no options if pages have cursors", async () => {
    const inputs: unknown[] = [];
    const client = clientOf(({ input }) => {
      inputs.push(input);
      const { cursor } = input as { cursor: string | null };
      if (cursor === "up") return { items: [{ id: "zeroth" }], nextCursor: "down", previousCursor: null };
      return {
        items: [{ id: cursor ?? "first" }],
        nextCursor: cursor === null ? "second" : null,
        previousCursor: "up",
      };
    });
    const observer = new InfiniteQueryObserver(queries(), infiniteQueryOptions(client.posts.list));
    await observer.refetch();
    await observer.fetchNextPage();
    const { data, hasNextPage, hasPreviousPage } = await observer.fetchPreviousPage();
    const ids = data?.pages.flatMap(({ items }) => items.map(({ id }) => id));
    expect([ids, hasNextPage, hasPreviousPage]).toEqual([["zeroth", "first", "second"], false, false]);
    expect(inputs).toEqual([{ cursor: null }, { cursor: "second" }, { cursor: "up" }]);
    const byAuthor = infiniteQueryOptions(client.posts.list, { input: { author: "ann" }, staleTime: 5 });
    expect([byAuthor.queryKey, byAuthor.staleTime]).toEqual([
      ["posts", "list", { input: { author: "ann", cursor: null }, infinite: true }],
      5,
    ]);
  });

  it("fetches pages until there is no next cursor", async () => {
    const client = clientOf(({ input }) => {
      const { cursor } = input as { cursor: string | null };
      return { items: [{ id: cursor ?? "first" }], nextCursor: cursor === null ? "second" : null };
    });
    const options = infiniteQueryOptions(client.posts.list, {
      input: (cursor: string | null) => ({ cursor }),
      initialCursor: null,
      getNextPageParam: (page) => page.nextCursor,
    });
    const observer = new InfiniteQueryObserver(queries(), options);
    await observer.refetch();
    const { data, hasNextPage } = await observer.fetchNextPage();
    expect(data?.pages.flatMap(({ items }) => items)).toEqual([{ id: "first" }, { id: "second" }]);
    expect(hasNextPage).toBe(false);
    expect(options.queryKey).toEqual(["posts", "list", { input: { cursor: null }, infinite: true }]);
    expect(options.queryKey).not.toEqual(queryKey(client.posts.list, { cursor: null }));
  });
});

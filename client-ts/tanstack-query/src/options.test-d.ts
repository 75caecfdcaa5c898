import type { IsotypeError } from "@isotype/client";
import {
  type InfiniteData,
  InfiniteQueryObserver,
  MutationObserver,
  QueryClient,
  QueryObserver,
} from "@tanstack/query-core";
import { describe, expectTypeOf, it } from "vitest";
import { clientOf, type NotFound, type Page, type Post, type TitleTaken, type Unauthorized } from "../tests/api.js";
import { infiniteQueryOptions, mutationOptions, queryKey, queryOptions } from "./index.js";

const client = clientOf(() => null);
const cache = new QueryClient();

describe("queryOptions", () => {
  it("types data and declared errors", () => {
    const result = new QueryObserver(cache, queryOptions(client.posts.byId, { id: "1" })).getCurrentResult();
    expectTypeOf(result.data).toEqualTypeOf<Post | undefined>();
    expectTypeOf(result.error).toEqualTypeOf<IsotypeError<NotFound> | null>();
    const me = new QueryObserver(cache, queryOptions(client.me)).getCurrentResult();
    expectTypeOf(me.error).toEqualTypeOf<IsotypeError<Unauthorized> | null>();
  });

  it("types the data of its key, and the result of select", () => {
    expectTypeOf(cache.getQueryData(queryOptions(client.posts.byId, { id: "1" }).queryKey)).toEqualTypeOf<
      Post | undefined
    >();
    const options = queryOptions(client.posts.byId, { id: "1" }, { select: (post: Post) => post.id.length });
    expectTypeOf(new QueryObserver(cache, options).getCurrentResult().data).toEqualTypeOf<number | undefined>();
  });

  it("rejects invalid arguments", () => {
    // @ts-expect-error the input is required
    queryOptions(client.posts.byId);
    // @ts-expect-error the input has the wrong type
    queryOptions(client.posts.byId, { id: 1 });
    // @ts-expect-error a mutation is not a query
    queryOptions(client.posts.create, { title: "x" });
    // @ts-expect-error the key has the wrong input
    queryKey(client.posts.byId, { id: 1 });
    // @ts-expect-error the option does not exist
    queryOptions(client.posts.byId, { id: "1" }, { stale: 1 });
  });
});

describe("mutationOptions", () => {
  it("types input, output and declared errors", () => {
    const observer = new MutationObserver(cache, mutationOptions(client.posts.create));
    expectTypeOf(observer.mutate).parameter(0).toEqualTypeOf<{ title: string }>();
    expectTypeOf(observer.getCurrentResult().data).toEqualTypeOf<Post | undefined>();
    expectTypeOf(observer.getCurrentResult().error).toEqualTypeOf<IsotypeError<TitleTaken> | null>();
    mutationOptions(client.posts.create, {
      onError: (error) => expectTypeOf(error).toEqualTypeOf<IsotypeError<TitleTaken>>(),
    });
    // @ts-expect-error a query is not a mutation
    mutationOptions(client.me);
  });
});

describe("infiniteQueryOptions", () => {
  it("types pages and cursors", () => {
    const options = infiniteQueryOptions(client.posts.list, {
      input: (cursor: string | null) => ({ cursor }),
      initialCursor: null,
      getNextPageParam: (page) => page.nextCursor,
    });
    const result = new InfiniteQueryObserver(cache, options).getCurrentResult();
    expectTypeOf(result.data).toEqualTypeOf<InfiniteData<Page, string | null> | undefined>();
    expectTypeOf(result.error).toEqualTypeOf<IsotypeError<never> | null>();
  });

  it("needs no options if pages have cursors", () => {
    const result = new InfiniteQueryObserver(cache, infiniteQueryOptions(client.posts.list)).getCurrentResult();
    expectTypeOf(result.data).toEqualTypeOf<InfiniteData<Page, string | null> | undefined>();
    infiniteQueryOptions(client.posts.list, { input: { author: "ann" }, staleTime: 5 });
    // @ts-expect-error the input has the wrong type
    infiniteQueryOptions(client.posts.list, { input: { author: 5 } });
    // @ts-expect-error its pages have no cursors
    infiniteQueryOptions(client.posts.byId, { input: { id: "1" } });
  });

  it("rejects an input of the wrong type", () => {
    const pages = { initialCursor: 0, getNextPageParam: () => 1 };
    infiniteQueryOptions(client.posts.list, { ...pages, input: () => ({}) });
    // @ts-expect-error the cursor is a string, not a number
    infiniteQueryOptions(client.posts.list, { ...pages, input: (cursor: number) => ({ cursor }) });
  });
});

// Calls to the catalogue with `@trpc/client`. Compiled, but never run.

import { type AppRouter, codecLink } from "@catalogue/bindings/trpc";
import type { PostEvent, PostId } from "@catalogue/bindings";
import { brand } from "@isotype/client";
import { createTRPCClient, httpLink, isTRPCClientError } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import type { Equal, Expect } from "./equal.js";

const client = createTRPCClient<AppRouter>({ links: [codecLink, httpLink({ url: "/rpc" })] });

export type UnitIsNull = Expect<Equal<inferRouterOutputs<AppRouter>["posts"]["remove"], null>>;

export async function calls(): Promise<void> {
  const post = await client.posts.create.mutate({ title: "Hello" });
  const page = await client.posts.list.query({ limit: 1 });
  const texts: (string | undefined)[] = [page.items[0]?.author?.name, await client.toString.query()];
  await client.shapes.optional.query();
  await client.posts.byId.query(post.id);
  texts.push(post.createdAt.toISOString());
  const names: string[] = await client.files.upload.mutate(new FormData());
  await client.files.append.mutate(new Blob(names));
  await client.files.append.mutate(new Uint8Array(1));
  // @ts-expect-error a title is a string
  await client.posts.create.mutate({ title: 1 });
}

export function watch(seen: (id: string, event: PostEvent) => void): void {
  client.posts.watch.subscribe(undefined, {
    onData: ({ id, data }) => seen(id, data),
    onError: (error) => {
      const declared = error.data?.error;
      if (declared) isUnauthorized(declared.type);
    },
  });
  client.posts.watch.subscribe({ lastEventId: "7" }, {});
  client.posts.follow.subscribe({ cursor: "7", lastEventId: "7" }, {});
}

export const declared = (error: unknown): string | undefined =>
  isTRPCClientError<AppRouter>(error) ? error.data?.error?.type : undefined;

declare function isUnauthorized(type: "Unauthorized"): void;

export async function streams(): Promise<string[]> {
  const titles: string[] = [];
  for await (const post of await client.streams.posts.query()) titles.push(post.title);
  for await (const done of await client.streams.progress.mutate()) titles.push(String((done ?? 0) + 1));
  const article = await client.streams.article.query(brand<PostId>("7"));
  for (const comment of await article.comments) titles.push(comment.title);
  // @ts-expect-error the member is a promise
  article.comments.length;
  return titles;
}

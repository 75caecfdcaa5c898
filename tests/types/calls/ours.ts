// The catalogue as our client sees it. Compiled, never run.

import { api, type Client, type Post, type PostEvent, type PostInput } from "@catalogue/bindings";
import { createClient, safe } from "@isotype/client";
import type { Equal, Expect } from "./equal.js";

const client = createClient(api, { links: [] });
export type TheClientIsTheInterface = Expect<Equal<typeof client, Client>>;

export async function create(): Promise<Post | string> {
  const made = await safe(client.posts.create({ title: "Hello" }));
  if (made.ok) return made.data;
  switch (made.error.data?.type) {
    case "TitleTaken":
      return made.error.data.by;
    case "Invalid":
      return made.error.data.fields["title"]?.[0] ?? "invalid";
    case "Locked":
    case "Unauthorized":
    case undefined:
      return made.error.message;
    // @ts-expect-error nothing else is declared
    case "Nope":
      return "";
  }
}

export function at(post: Post, replaced: PostInput): boolean {
  return post.createdAt === replaced.createdAt;
}

export async function inputs(): Promise<void> {
  await client.shapes.optional();
  await client.posts.list();
  await client.toString();
  await client["a-b"].deep.er();
  // @ts-expect-error the input is needed
  await client.posts.byId();
  // @ts-expect-error a title is text
  await client.posts.create({ title: 1 });
  // @ts-expect-error NaN is written as null, but null is not read as a number
  await client.shapes.float(null);
  await client.shapes.map({ none: null });
  const names: string[] = await client.files.upload(new FormData());
  await client.files.append(new Blob(names));
  await client.files.append(new Uint8Array(1));
  // @ts-expect-error a form is not an object
  await client.files.upload({ title: "Hello" });
}

export async function watch(): Promise<PostEvent["type"] | undefined> {
  for await (const event of client.posts.watch()) return event.type;
  return undefined;
}

export async function stream(): Promise<string[]> {
  const titles: string[] = [];
  for await (const post of await client.streams.posts()) titles.push(post.title);
  for await (const done of await client.streams.progress()) titles.push(String((done ?? 0) + 1));
  // @ts-expect-error a stream is no list
  titles.push((await client.streams.posts()).length);
  return titles;
}

export async function later(): Promise<Post[]> {
  const article = await client.streams.article("7");
  const title: string = article.title;
  // @ts-expect-error it is a promise until it is awaited
  article.comments.length;
  return title === "" ? [] : article.comments;
}

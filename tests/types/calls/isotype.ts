// Calls to the catalogue with the Isotype client. Compiled, but never run.

import { api, type Client, type Post, type PostEvent, type PostId, type PostInput } from "@catalogue/bindings";
import { brand, createClient, safe } from "@isotype/client";
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
    // @ts-expect-error the procedure declares no other errors
    case "Nope":
      return "";
  }
}

export function at(post: Post, replaced: PostInput): boolean {
  return post.createdAt.getTime() === replaced.createdAt.getTime();
}

export async function ids(post: Post, parameter: string): Promise<string> {
  await client.posts.byId(post.id);
  await client.posts.byId(brand<PostId>(parameter));
  // @ts-expect-error a string is not an id
  await client.posts.byId(parameter);
  // @ts-expect-error an id is a string
  brand<PostId>(1);
  return post.id;
}

export async function inputs(): Promise<void> {
  await client.shapes.optional();
  await client.posts.list();
  await client.toString();
  await client["a-b"].deep.er();
  // @ts-expect-error the input is required
  await client.posts.byId();
  // @ts-expect-error a title is a string
  await client.posts.create({ title: 1 });
  // @ts-expect-error the server writes NaN as null, but does not read null as a number
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
  // @ts-expect-error a stream is not an array
  titles.push((await client.streams.posts()).length);
  return titles;
}

export async function later(): Promise<Post[]> {
  const article = await client.streams.article(brand<PostId>("7"));
  const title: string = article.title;
  // @ts-expect-error the member is a promise
  article.comments.length;
  return title === "" ? [] : article.comments;
}

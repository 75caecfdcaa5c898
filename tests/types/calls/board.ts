// Calls to the board through its generated package. Compiled, but never run.

import { api } from "@board/bindings";
import { createClient } from "@isotype/client";

const client = createClient(api, { links: [] });

export async function publish(): Promise<string> {
  const post = await client.posts.create({ title: "Hello", body: "" });
  return post.id;
}

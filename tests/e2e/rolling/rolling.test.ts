import { api, type Page, type Post } from "@board/bindings";
import { createClient } from "@isotype/client";
import { bearer, http, sse } from "@isotype/client/links";
import { afterAll, beforeAll, expect, it } from "vitest";
import { BoardServer } from "../support/board-server";
import { person, title } from "../support/people";
import { account } from "../support/rpc";
import { Balancer } from "./balancer";

/** Number of times that the server is replaced. */
const ROUNDS = 3;
const WRITERS = 4;

let first: BoardServer;
/** Current server. */
let current: BoardServer;
let balancer: Balancer;

beforeAll(async () => {
  first = current = await BoardServer.start();
  balancer = await Balancer.start();
  balancer.to(first.port);
});

afterAll(async () => {
  balancer?.close();
  await current?.kill();
  await first?.close();
});

it("loses no mutation and no event while the server is replaced repeatedly", async () => {
  const url = `${balancer.url}/rpc`;
  const token = await account(url, person("Ada"));
  const client = createClient(api, {
    links: [bearer(() => token), sse({ url, backoff: { initialDelayMs: 20, maxDelayMs: 200 } }), http({ url })],
  });

  const seen: string[] = [];
  const watching = new AbortController();
  const watch = (async () => {
    for await (const event of client.posts.watch(undefined, { signal: watching.signal })) {
      if (event.type === "created") seen.push(event.post.title);
    }
  })().catch(() => {});

  const acknowledged: string[] = [];
  const failed: unknown[] = [];
  let writing = true;
  const write = async () => {
    while (writing) {
      const own = title("Under load");
      await client.posts.create({ title: own, body: "" }).then(
        () => acknowledged.push(own),
        (error: unknown) => failed.push(error),
      );
    }
  };
  const writers = Array.from({ length: WRITERS }, write);

  for (let round = 0; round < ROUNDS; round += 1) {
    const next = await current.sibling();
    balancer.to(next.port);
    const before = acknowledged.length;
    await current.stop();
    current = next;
    await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(before);
  }
  writing = false;
  await Promise.all(writers);

  const stored = await everyTitle(client.posts.list);
  // Every call resolved, and each created post exists exactly once.
  expect(stored.toSorted()).toEqual(acknowledged.toSorted());
  expect(failed).toEqual([]);
  await expect.poll(() => seen.length, { timeout: 15_000 }).toBe(acknowledged.length);
  // The feed follows the order of the transactions, which is arbitrary for concurrent writers.
  expect(seen.toSorted()).toEqual(stored.toSorted());
  console.info(`${acknowledged.length} posts over ${ROUNDS} restarts`);
  watching.abort();
  await watch;
}, 120_000);

async function everyTitle(list: (page: { cursor: string | null; limit: number }) => Promise<Page<Post>>) {
  const titles: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Post> = await list({ cursor, limit: 100 });
    titles.push(...page.items.map((post) => post.title));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return titles;
}

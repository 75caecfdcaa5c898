import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as lsp from "../support/lsp.js";
import { find, here, root } from "../support/places.js";
import * as tsserver from "../support/tsserver.js";

const servers = [
  ["TypeScript 5.9", tsserver.definitions],
  ["TypeScript 7", lsp.definitions],
] as const;

const calls = join(here, "calls/ours.ts");
const places = join(root, "crates/codegen/tests/bindings/places.rs");
const board = join(here, "calls/board.ts");
const create = join(root, "examples/board/server/src/posts/create.rs");

describe.each(servers)("%s", (_, definitions) => {
  test("a call leads to the Rust function and to nothing else", async () => {
    const call = find(calls, "client.posts.create(", "create");
    expect(await definitions(call)).toEqual([find(places, "async fn create", "create")]);
  });

  test("a call of a function in another place leads there", async () => {
    const call = find(calls, "client.posts.list(", "list");
    expect(await definitions(call)).toEqual([find(places, "fn list", "list")]);
  });

  test("the board's calls lead to the board's functions", async () => {
    const call = find(board, "client.posts.create(", "create");
    expect(await definitions(call)).toEqual([find(create, "async fn create", "create")]);
  });

  test("a namespace, which is not in Rust, stays in the declarations", async () => {
    const [only, ...more] = await definitions(find(calls, "client.posts.create(", "posts"));
    expect(only?.file).toBe(join(root, "crates/codegen/tests/golden/catalogue/index.d.ts"));
    expect(more).toEqual([]);
  });
});

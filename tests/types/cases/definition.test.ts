import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as lsp from "../support/lsp.js";
import { find, here, root } from "../support/paths.js";
import * as tsserver from "../support/tsserver.js";

const servers = [
  ["TypeScript 5.9", tsserver],
  ["TypeScript 7", lsp],
] as const;

const calls = join(here, "calls/isotype.ts");
const places = join(root, "crates/codegen/tests/bindings/source_fixture.rs");
const catalogue = join(root, "crates/codegen/tests/bindings/catalogue.rs");
const board = join(here, "calls/board.ts");
const create = join(root, "examples/board/server/src/posts/create.rs");

describe.each(servers)("%s", (_, { definitions, hover }) => {
  test("a call leads only to the Rust function", async () => {
    const call = find(calls, "client.posts.create(", "create");
    expect(await definitions(call)).toEqual([find(places, "async fn create", "create")]);
  });

  test("a call leads to a function in another file", async () => {
    const call = find(calls, "client.posts.list(", "list");
    expect(await definitions(call)).toEqual([find(places, "fn list", "list")]);
  });

  test("calls of the board lead to its functions", async () => {
    const call = find(board, "client.posts.create(", "create");
    expect(await definitions(call)).toEqual([find(create, "async fn create", "create")]);
  });

  test("a type leads to its struct, and its input form as well", async () => {
    const post = find(catalogue, "pub(crate) struct Post {", "Post");
    expect(await definitions(find(calls, "Promise<Post |", "Post"))).toEqual([post]);
    expect(await definitions(find(calls, "replaced: PostInput", "PostInput"))).toEqual([post]);
  });

  test("a field leads to its Rust field, even if it is renamed", async () => {
    const field = find(catalogue, "created_at: chrono", "created_at");
    expect(await definitions(find(calls, "post.createdAt", "createdAt"))).toEqual([field]);
    const id = find(join(root, "examples/board/server/src/posts/store.rs"), "pub id: ", "id");
    expect(await definitions(find(board, "post.id", "id"))).toEqual([id]);
  });

  test("a field of an error leads to the field of its variant", async () => {
    const field = find(catalogue, "by: PostId", "by");
    expect(await definitions(find(calls, "made.error.data.by", "by"))).toEqual([field]);
  });

  test("hover on a call shows its docs, guards and errors", async () => {
    const shown = await hover(find(board, "client.posts.create(", "create"));
    expect(shown).toContain("Publishes a post as the signed-in user.");
    expect(shown).toContain("Requires `User`, `posts:write`.");
    expect(shown).toMatch(/@throws[^\n]*`TitleTaken` \(CONFLICT\)/u);
    expect(await hover(find(calls, "post.createdAt", "createdAt"))).toContain("Date");
  });

  test("a namespace leads to the declarations, because it does not exist in Rust", async () => {
    const [only, ...more] = await definitions(find(calls, "client.posts.create(", "posts"));
    expect(only?.file).toBe(join(root, "crates/codegen/tests/golden/catalogue/index.d.ts"));
    expect(more).toEqual([]);
  });
});

import createClient, { type Client } from "openapi-fetch";
import { afterAll, beforeAll, expect, expectTypeOf, it } from "vitest";
import { BoardServer } from "../e2e/support/board-server";
import { person, title } from "../e2e/support/people";
import type { paths } from "./generated/board";

let board: BoardServer;
let client: Client<paths>;
let headers: { authorization: string };

beforeAll(async () => {
  board = await BoardServer.start();
  client = createClient<paths>({ baseUrl: `${board.url}/api` });
  const { data } = await client.POST("/auth/signUp", { body: person("Ada") });
  headers = { authorization: `Bearer ${data?.accessToken}` };
});
afterAll(() => board.close());

it("creates, reads, lists and removes posts", async () => {
  const body = { title: title("A walk"), body: "At noon." };
  const made = await client.POST("/posts", { body, headers });
  expect(made.response.status).toBe(201);
  const id = made.data?.id ?? "";
  const read = await client.GET("/posts/{id}", { params: { path: { id } } });
  expect(read.data).toEqual(made.data);
  const page = await client.GET("/posts", { params: { query: { limit: 1 } } });
  expect(page.data).toEqual({ items: [made.data], nextCursor: null, previousCursor: null });
  const removed = await client.DELETE("/posts/{id}", { params: { path: { id } }, headers });
  expect([removed.response.status, removed.data]).toEqual([204, undefined]);
});

it("returns declared errors by type", async () => {
  const body = { title: title("A walk"), body: "" };
  const first = await client.POST("/posts", { body, headers });
  const { error, response } = await client.POST("/posts", { body, headers });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  if (error?.type !== "TitleTaken") throw new Error(`unexpected error: ${JSON.stringify(error)}`);
  expectTypeOf(error.by).toEqualTypeOf<string>();
  expect(error).toMatchObject({ by: first.data?.id, status: 409, title: "Conflict", instance: expect.any(String) });
});

it("returns the invalid fields of an input", async () => {
  const { error } = await client.GET("/posts", { params: { query: { limit: 1000 } } });
  if (error?.type !== "Invalid") throw new Error(`unexpected error: ${JSON.stringify(error)}`);
  type Issue = { code: string; message: string; params?: { [name: string]: number | string } };
  expectTypeOf(error.fields).toEqualTypeOf<{ [key: string]: Issue[] }>();
  const issue = { code: "range", message: "greater than 100", params: { max: 100 } };
  expect(error).toMatchObject({ status: 400, fields: { limit: [issue] } });
});

it("rejects calls without authentication", async () => {
  const { error, response } = await client.GET("/auth/me");
  expect([error?.type, response.status]).toEqual(["Unauthorized", 401]);
});

it("subscribes to the feed and resumes it", async () => {
  const made = await client.POST("/posts", { body: { title: title("News"), body: "" }, headers });
  const feed = await client.GET("/feed", { params: { header: { "Last-Event-ID": "0" } }, parseAs: "stream" });
  const [chunks, decoder] = [feed.data?.getReader(), new TextDecoder()];
  let text = "";
  while (!text.includes(made.data?.id ?? "nothing")) text += decoder.decode((await chunks?.read())?.value);
  await chunks?.cancel();
  expect(text).toContain(`"type":"created"`);
});

import { describe, expect, it } from "vitest";
import { api } from "../../tests/api.js";
import {
  type RequestHandler,
  errorEnvelope,
  json,
  type RecordedRequest,
  startHttpServer,
  waitUntil,
} from "../../tests/http-server.js";
import { createClient, safe } from "../index.js";
import { type BatchOptions, batch, bearer } from "./index.js";

/** Responds to each call with its procedure name. */
const echo: RequestHandler = (request, response) =>
  json(
    response,
    names(request).map((name) => ({ result: { data: name } })),
    207,
  );

const names = ({ url }: RecordedRequest) => new URL(url, "http://host").pathname.slice("/rpc/".length).split(",");

async function start(handler: RequestHandler, options: Partial<BatchOptions> = {}) {
  const { url, requests } = await startHttpServer(handler);
  return { client: createClient(api, { links: [batch({ url, ...options })] }), url, requests };
}

describe("batch", () => {
  it("groups the calls of one turn, queries and mutations separately", async () => {
    const { client, requests } = await start(echo);
    const made = [
      client.ping(),
      client.posts.byId({ id: "1" }),
      client.posts.create({ title: "x" }),
      client.posts.find("é"),
    ];
    expect(await Promise.all(made)).toEqual(["ping", "posts.byId", "posts.create", "posts.find"]);
    expect(requests.map(({ method, url, body }) => [method, decodeURIComponent(url), body]).sort()).toEqual([
      ["GET", '/rpc/ping,posts.byId,posts.find?batch=1&input={"1":{"id":"1"},"2":"é"}', ""],
      ["POST", "/rpc/posts.create?batch=1", '{"0":{"title":"x"}}'],
    ]);
  });

  it("sends the idempotency key of each call of a batch", async () => {
    const { client, requests } = await start(echo);
    const create = (idempotencyKey?: string) => client.posts.create({ title: "x" }, { idempotencyKey });
    await Promise.all([create("a"), create(), create('"\\')]);
    await create();
    expect(requests.map(({ headers }) => headers["idempotency-key"])).toEqual(['"a","","\\"\\\\"', undefined]);
  });

  it("settles each call with its own outcome", async () => {
    const { client } = await start((_, response) =>
      json(response, [{ result: { data: 1 } }, errorEnvelope("NOT_FOUND", -32004, 404), { what: 1 }], 207),
    );
    const made = await Promise.all(
      [client.ping(), client.ping(), client.ping(), client.ping()].map((call) => safe(call)),
    );
    expect(made.map(({ data, error }) => data ?? error?.code)).toEqual([
      1,
      "NOT_FOUND",
      "MALFORMED_RESPONSE",
      "MALFORMED_RESPONSE",
    ]);
  });

  it("rejects every call with an error of the whole request", async () => {
    const { client } = await start((_, response) =>
      json(response, errorEnvelope("PAYLOAD_TOO_LARGE", -32013, 413), 413),
    );
    const made = await Promise.all([safe(client.ping()), safe(client.ping())]);
    expect(made.map(({ error }) => error?.code)).toEqual(["PAYLOAD_TOO_LARGE", "PAYLOAD_TOO_LARGE"]);
  });

  it("splits batches by number of calls and by URL length", async () => {
    const { client, requests } = await start(echo);
    await Promise.all(Array.from({ length: 45 }, () => client.ping()));
    expect(requests.map((request) => names(request).length).sort()).toEqual([20, 20, 5]);
    requests.length = 0;
    const long = "x".repeat(900);
    await Promise.all([
      client.posts.find(long),
      client.posts.find(long),
      client.posts.find(long),
      client.posts.find(long.repeat(4)),
    ]);
    expect(requests.map((request) => names(request).length).sort()).toEqual([1, 1, 2]);
    expect(requests.filter(({ url }) => url.length > 2083)).toHaveLength(1);
  });

  it("aborts the request only when every call is aborted", async () => {
    const { client, requests } = await start(() => {});
    const [one, two] = [new AbortController(), new AbortController()];
    const calls = [one, two].map(({ signal }) => safe(client.ping(undefined, { signal })));
    await waitUntil(() => requests.length === 1);
    one.abort();
    expect((await calls[0])?.error?.code).toBe("ABORTED");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests[0]?.closed).toBe(false);
    two.abort();
    expect((await calls[1])?.error?.code).toBe("ABORTED");
    await waitUntil(() => requests[0]?.closed === true);
  });

  it("does not send a call that was aborted in the same turn", async () => {
    const { client, requests } = await start(echo);
    const stop = new AbortController();
    const aborted = safe(client.ping(undefined, { signal: stop.signal }));
    const other = client.posts.find(null);
    stop.abort();
    expect((await aborted).error?.code).toBe("ABORTED");
    await other;
    expect(requests.map(names)).toEqual([["posts.find"]]);
  });

  it("separates calls with different headers, and requests a token once per turn", async () => {
    const { url, requests } = await startHttpServer(echo);
    let tokenCount = 0;
    const client = createClient(api, { links: [bearer(async () => `t${++tokenCount}`), batch({ url })] });
    await Promise.all([client.ping(), client.ping(), client.ping(undefined, { headers: { Authorization: "other" } })]);
    expect(tokenCount).toBe(1);
    expect(requests.map((request) => [names(request).length, request.headers.authorization]).sort()).toEqual([
      [1, "other"],
      [2, "Bearer t1"],
    ]);
  });

  it("rejects only the calls whose headers fail", async () => {
    const { url } = await startHttpServer(echo);
    const client = createClient(api, { links: [bearer(() => Promise.reject(new Error("no token"))), batch({ url })] });
    await expect(client.ping()).rejects.toMatchObject({ code: "CLIENT", message: "no token" });
  });
});

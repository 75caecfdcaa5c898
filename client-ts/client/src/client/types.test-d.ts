import { describe, expectTypeOf, it } from "vitest";
import { api, type Client, type NewPost, type Post, type TitleTaken, type Unauthorized } from "../../tests/api.js";
import {
  type Api,
  createClient,
  type Input,
  IsotypeError,
  type Output,
  type ProcedureError,
  type Query,
  safe,
} from "../index.js";
import { batch, local, retry, split, sse, ws } from "../links/index.js";

const client = createClient(api, { links: [] });

describe("a client", () => {
  it("has the type of the generated interface", () => {
    expectTypeOf(client).toEqualTypeOf<Client>();
    expectTypeOf<Input<Client["posts"]["create"]>>().toEqualTypeOf<NewPost>();
    expectTypeOf<Output<Client["posts"]["watch"]>>().toEqualTypeOf<Post>();
    expectTypeOf<ProcedureError<Client["posts"]["watch"]>>().toEqualTypeOf<IsotypeError<Unauthorized>>();
  });

  it("checks the inputs of calls", async () => {
    expectTypeOf(await client.posts.create({ title: "x" })).toEqualTypeOf<Post>();
    client.ping();
    client.ping(undefined, { signal: AbortSignal.timeout(1) });
    client.posts.find();
    client.posts.find("x");
    // @ts-expect-error the input is required
    client.posts.create();
    // @ts-expect-error the input has the wrong type
    client.posts.create({ title: 1 });
    // @ts-expect-error the input has an unknown member
    client.posts.create({ title: "x", admin: true });
    // @ts-expect-error the procedure does not exist
    client.posts.remove();
    // @ts-expect-error a void input takes no value
    client.ping(1);
  });

  it("accepts an idempotency key, and a function that returns the input for a reconnect", () => {
    client.posts.create({ title: "x" }, { idempotencyKey: "k" });
    client.posts.since({ id: "1" }, { resumeInput: (last) => ({ id: last ?? "1" }) });
    // @ts-expect-error the function returns the wrong type
    client.posts.since({ id: "1" }, { resumeInput: () => ({ id: 1 }) });
    // @ts-expect-error only subscriptions resume
    client.posts.byId({ id: "1" }, { resumeInput: () => ({ id: "1" }) });
  });

  it("types the values of a subscription", async () => {
    for await (const post of client.posts.watch()) expectTypeOf(post).toEqualTypeOf<Post>();
    // @ts-expect-error a subscription is not a promise
    client.posts.watch().then();
  });
});

describe("safe", () => {
  it("narrows to the declared errors", async () => {
    const made = await safe(client.posts.create({ title: "x" }));
    if (made.ok) {
      expectTypeOf(made.data).toEqualTypeOf<Post>();
      return;
    }
    expectTypeOf(made.error).toEqualTypeOf<IsotypeError<TitleTaken | Unauthorized>>();
    switch (made.error.data?.type) {
      case "TitleTaken":
        expectTypeOf(made.error.data.by).toEqualTypeOf<string>();
        break;
      case "Unauthorized":
      case undefined:
        break;
      // @ts-expect-error the procedure does not declare this error
      case "Invalid":
        break;
    }
    // @ts-expect-error only a success has data
    made.data.id;
  });

  it("types procedures without declared errors", async () => {
    const { error } = await safe(client.ping());
    expectTypeOf(error).toEqualTypeOf<IsotypeError<never> | undefined>();
    expectTypeOf((await safe(Promise.resolve(1))).error).toEqualTypeOf<IsotypeError<unknown> | undefined>();
  });
});

describe("ConnectionStatus", () => {
  it("narrows the members of each state", () => {
    const now = ws({ url: "/rpc" }).status.get();
    if (now.state === "reconnecting") expectTypeOf(now.retryAt).toEqualTypeOf<number>();
    if (now.state === "closed") expectTypeOf(now.error).toEqualTypeOf<IsotypeError | undefined>();
    // @ts-expect-error only the reconnecting state has a retry time
    now.retryAt;
  });
});

describe("links", () => {
  it("reject invalid options", () => {
    split({ subscription: sse({ url: "/rpc" }), otherwise: [retry(), batch({ url: "/rpc" })] });
    // @ts-expect-error `otherwise` is required
    split({ subscription: sse({ url: "/rpc" }) });
    // @ts-expect-error subscriptions are not retried
    retry({ kinds: "subscription" });
    // @ts-expect-error the URL is required
    batch({});
    expectTypeOf(new IsotypeError("x", { code: "NETWORK" })).toEqualTypeOf<IsotypeError<unknown>>();
  });
});

describe("local", () => {
  const post = { id: "1", title: "x" };
  async function* posts() {
    yield post;
  }

  it("accepts handlers of the contract", () => {
    local<typeof api>({
      "posts.byId": ({ id }) => ({ ...post, id }),
      "posts.create": async ({ title }) => ({ ...post, title }),
      "posts.find": () => [post],
      "posts.since": () => [post],
      "posts.watch": posts,
      "toString.__proto__": () => 1,
      "toString.constructor": () => 2,
      ping: () => null,
    });
    local<typeof api, "ping" | "posts.watch">({ ping: () => null, "posts.watch": posts });
    local({ anything: (input) => input });
    local<Api<{ at: Query<{ at: Date; sizes: bigint[] }, Date> }>>({
      at: ({ at, sizes }) => {
        expectTypeOf(at).toEqualTypeOf<string>();
        expectTypeOf(sizes).toEqualTypeOf<string[]>();
        return new Date(at);
      },
    });
  });

  it("rejects handlers that do not match the contract", () => {
    // @ts-expect-error the other procedures have no handler
    local<typeof api>({ ping: () => null });
    // @ts-expect-error the output has the wrong type
    local<typeof api, "posts.byId">({ "posts.byId": () => 1 });
    // @ts-expect-error the input has the wrong type
    local<typeof api, "posts.byId">({ "posts.byId": ({ id }: { id: number }) => ({ id: `${id}`, title: "x" }) });
    // @ts-expect-error the values have the wrong type
    local<typeof api, "posts.watch">({ "posts.watch": () => [1] });
    // @ts-expect-error the procedure does not exist
    local<typeof api, "posts.remove">({ "posts.remove": () => null });
    // @ts-expect-error the procedure is not selected
    local<typeof api, "ping">({ ping: () => null, "posts.find": () => [] });
  });
});

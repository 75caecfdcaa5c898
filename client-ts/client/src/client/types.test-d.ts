import { describe, expectTypeOf, it } from "vitest";
import { api, type Client, type NewPost, type Post, type TitleTaken, type Unauthorized } from "../../tests/api.js";
import { createClient, type Failure, type Input, IsotypeError, type Output, safe } from "../index.js";
import { batch, retry, split, sse, ws } from "../links/index.js";

const client = createClient(api, { links: [] });

describe("a client", () => {
  it("is the generated interface as it is", () => {
    expectTypeOf(client).toEqualTypeOf<Client>();
    expectTypeOf<Input<Client["posts"]["create"]>>().toEqualTypeOf<NewPost>();
    expectTypeOf<Output<Client["posts"]["watch"]>>().toEqualTypeOf<Post>();
    expectTypeOf<Failure<Client["posts"]["watch"]>>().toEqualTypeOf<IsotypeError<Unauthorized>>();
  });

  it("takes inputs as the procedure does", async () => {
    expectTypeOf(await client.posts.create({ title: "x" })).toEqualTypeOf<Post>();
    client.ping();
    client.ping(undefined, { signal: AbortSignal.timeout(1) });
    client.posts.find();
    client.posts.find("x");
    // @ts-expect-error an input is required
    client.posts.create();
    // @ts-expect-error of the right type
    client.posts.create({ title: 1 });
    // @ts-expect-error with nothing more
    client.posts.create({ title: "x", admin: true });
    // @ts-expect-error there is no such procedure
    client.posts.remove();
    // @ts-expect-error a void input takes no value
    client.ping(1);
  });

  it("takes a key for a mutation, and an input to resume with", () => {
    client.posts.create({ title: "x" }, { idempotencyKey: "k" });
    client.posts.since({ id: "1" }, { resumeInput: (last) => ({ id: last ?? "1" }) });
    // @ts-expect-error of the procedure's own type
    client.posts.since({ id: "1" }, { resumeInput: () => ({ id: 1 }) });
    // @ts-expect-error a call has nothing to resume
    client.posts.byId({ id: "1" }, { resume: () => ({ id: "1" }) });
  });

  it("gives a subscription's values", async () => {
    for await (const post of client.posts.watch()) expectTypeOf(post).toEqualTypeOf<Post>();
    // @ts-expect-error a subscription is no promise
    client.posts.watch().then();
  });
});

describe("safe", () => {
  it("narrows to exactly the declared errors", async () => {
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
      // @ts-expect-error no other error is declared
      case "Invalid":
        break;
    }
    // @ts-expect-error data is there on success only
    made.data.id;
  });

  it("knows a procedure that declares none", async () => {
    const { error } = await safe(client.ping());
    expectTypeOf(error).toEqualTypeOf<IsotypeError<never> | undefined>();
    expectTypeOf((await safe(Promise.resolve(1))).error).toEqualTypeOf<IsotypeError<unknown> | undefined>();
  });
});

describe("a status", () => {
  it("says for each state what there is to know", () => {
    const now = ws({ url: "/rpc" }).status.get();
    if (now.state === "reconnecting") expectTypeOf(now.retryAt).toEqualTypeOf<number>();
    if (now.state === "closed") expectTypeOf(now.error).toEqualTypeOf<IsotypeError | undefined>();
    // @ts-expect-error only a state that waits has an end
    now.until;
  });
});

describe("links", () => {
  it("refuse wrong options", () => {
    split({ subscription: sse({ url: "/rpc" }), otherwise: [retry(), batch({ url: "/rpc" })] });
    // @ts-expect-error something must take the rest
    split({ subscription: sse({ url: "/rpc" }) });
    // @ts-expect-error subscriptions reconnect by themselves
    retry({ kinds: "subscription" });
    // @ts-expect-error an address is required
    batch({});
    expectTypeOf(new IsotypeError("x", { code: "NETWORK" })).toEqualTypeOf<IsotypeError<unknown>>();
  });
});

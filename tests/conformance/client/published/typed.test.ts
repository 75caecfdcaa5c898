import { api, type PostError, type Step } from "@conformance/bindings";
import type { AppRouter } from "@conformance/bindings/trpc";
import { createClient, safe } from "@isotype/client";
import { batchStream, sse, split } from "@isotype/client/links";
import { createTRPCClient, httpBatchStreamLink, type TRPCClientError } from "@trpc/client";
import { afterAll, beforeAll, expect, expectTypeOf, it } from "vitest";
import { ConformanceServer } from "../support/conformance-server";

let server: ConformanceServer;
beforeAll(async () => {
  server = await ConformanceServer.start();
});
afterAll(() => server.kill());

it("the bindings of the catalogue match the values of the Isotype client", async () => {
  const url = server.at();
  const client = createClient(api, { links: [split({ subscription: sse({ url }), otherwise: batchStream({ url }) })] });
  const greeting = await client.greeting({ name: "x" });
  expectTypeOf(greeting).toEqualTypeOf<{ text: string }>();
  expect(greeting).toEqual({ text: "hello x" });

  const made = await safe(client.declared());
  if (made.ok) throw new Error("expected a rejection");
  expectTypeOf(made.error.data).toEqualTypeOf<PostError | undefined>();
  expect(made.error.data?.type === "TitleTaken" && made.error.data.by).toBe(7);

  const page = await client.deferred();
  expectTypeOf(page.later).toEqualTypeOf<Promise<string>>();
  expect(await page.later).toBe("x");

  for await (const piece of await client.numbers({ count: 1 })) {
    expectTypeOf(piece).toEqualTypeOf<number>();
    expect(piece).toBe(1);
  }
  for await (const step of client.sub.until({ to: 1 })) {
    expectTypeOf(step).toEqualTypeOf<Step>();
    expect(step).toEqual({ i: 1 });
  }
  // @ts-expect-error the name must be a string
  expect(await safe(client.greeting({ name: 1 }))).toMatchObject({ ok: false, error: { code: "BAD_REQUEST" } });
});

it("the bindings of the catalogue match the values of tRPC's client", async () => {
  const client = createTRPCClient<AppRouter>({ links: [httpBatchStreamLink({ url: server.at() })] });
  const greeting = await client.greeting.query({ name: "x" });
  expectTypeOf(greeting).toEqualTypeOf<{ text: string }>();
  expect(greeting).toEqual({ text: "hello x" });

  const rejected = (await client.declared.mutate().catch((error: unknown) => error)) as TRPCClientError<AppRouter>;
  expectTypeOf(rejected.data?.error).toEqualTypeOf<{ type: string } | undefined>();
  expect(rejected.data?.error).toEqual({ type: "TitleTaken", by: 7 });

  const page = await client.deferred.query();
  expectTypeOf(page.later).toEqualTypeOf<Promise<string>>();
  expect(await page.later).toBe("x");

  for await (const piece of await client.numbers.query({ count: 1 })) {
    expectTypeOf(piece).toEqualTypeOf<number>();
    expect(piece).toBe(1);
  }
  // @ts-expect-error the name must be a string
  await expect(client.greeting.query({ name: 1 })).rejects.toMatchObject({ data: { code: "BAD_REQUEST" } });
});

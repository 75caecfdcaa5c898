import type { AppRouter } from "@golden/bindings/trpc";
import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpSubscriptionLink,
  TRPCClientError,
  type TRPCLink,
  createWSClient,
  wsLink,
} from "@trpc/client";
import { EventSource } from "eventsource";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type Server, start } from "./server.js";
import { type Application, generated, NUMBERS, SHAPES } from "./shapes.js";
import { readTypes } from "./types.js";

/** Procedures of every shape. */
interface Group {
  next: { query(number: number): Promise<unknown> };
  check: { mutate(returned: { number: number; value: unknown }): Promise<null> };
  watch: { subscribe(input: undefined, on: On): { unsubscribe(): void } };
  tracked: { subscribe(input: undefined, on: On): { unsubscribe(): void } };
}
interface On {
  onData(value: any): void;
  onError(error: unknown): void;
}

let server: Server;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.stop());

const types = readTypes();

/** Creates a client as an application does, so that the compiler checks the type of the generated link. */
function group(shape: string, link: TRPCLink<AppRouter>, application: Application = "golden"): Group {
  const { codecLink } = generated(application);
  const client = createTRPCClient<AppRouter>({ links: [codecLink, link] });
  return (client as object as Record<string, Group>)[shape]!;
}

/** Returns the first values of a subscription. */
function first(count: number, procedure: Group["watch"]): Promise<any[]> {
  return new Promise((resolve, reject) => {
    const values: unknown[] = [];
    const running = procedure.subscribe(undefined, {
      onData(value) {
        values.push(value);
        if (values.length < count) return;
        running.unsubscribe();
        resolve(values);
      },
      onError: reject,
    });
  });
}

describe.each(SHAPES)("%s: %s", (application, shape) => {
  it.each([
    ["httpBatchLink()", httpBatchLink],
    ["httpBatchStreamLink()", httpBatchStreamLink],
  ])("decodes and encodes over %s", async (_, link) => {
    const { next, check } = group(shape, link({ url: `${server.url}/${application}`, maxItems: 20 }), application);
    const calls = NUMBERS.map(async (number) => {
      const value = await next.query(number);
      expect(types.wrong(application, shape, value)).toEqual([]);
      await check.mutate({ number, value });
    });
    await Promise.all(calls);
  });

  it("decodes streams and encodes inputs over wsLink() and httpSubscriptionLink()", async () => {
    const wire = createWSClient({
      url: `${server.url.replace("http", "ws")}/${application}`,
      WebSocket: WebSocket as object as typeof globalThis.WebSocket,
    });
    const { watch, tracked, check } = group(shape, wsLink({ client: wire }), application);
    const events = group(
      shape,
      httpSubscriptionLink({ url: `${server.url}/${application}`, EventSource }),
      application,
    );
    const streams = [first(8, watch), first(8, tracked), first(8, events.watch), first(8, events.tracked)];
    const [plain = [], withIds = [], sse = [], sseWithIds = []] = await Promise.all(streams);
    expect(withIds.map(({ id }) => id)).toEqual(plain.map((_, number) => String(number)));
    for (const values of [plain, withIds.map(({ data }) => data), sse, sseWithIds.map(({ data }) => data)]) {
      for (const [number, value] of values.entries()) {
        expect(types.wrong(application, shape, value)).toEqual([]);
        await check.mutate({ number, value });
      }
    }
    await wire.close();
  });
});

it("decodes the values of errors", async () => {
  const { next, check } = group("narrow", httpBatchLink({ url: `${server.url}/golden` }));
  const error: any = await check.mutate({ number: 1, value: await next.query(2) }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TRPCClientError);
  expect(error.data.error).toMatchObject({ type: "Changed", at: new Date(0) });
  expect(error.shape.data.error.at).toBeInstanceOf(Date);
});

it("rejects invalid inputs with their path", async () => {
  const { check } = group("list", httpBatchLink({ url: `${server.url}/golden` }));
  const rejected = check.mutate({ number: 7, value: [{ at: new Date(NaN) }] });
  await expect(rejected).rejects.toThrow("list.check: input.value[0].at: invalid Date");
});

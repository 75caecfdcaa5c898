import { createClient, IsotypeError, type Link } from "@isotype/client";
import { batch, batchStream, http, split, sse, ws } from "@isotype/client/links";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type Server, start } from "./server.js";
import { type Application, generated, NUMBERS, SHAPES } from "./shapes.js";
import { readTypes } from "./types.js";

/** Procedures of every shape. */
interface Group {
  next(number: number): Promise<unknown>;
  check(returned: { number: number; value: unknown }): Promise<null>;
  watch(): AsyncIterable<unknown>;
  tracked(): AsyncIterable<unknown>;
}

let server: Server;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.stop());

const types = readTypes();

/** Node.js before version 22 has no `WebSocket`. */
const socket = (options: { url: string }) => ws({ ...options, WebSocket });

function group(shape: string, link: Link, application: Application = "golden"): Group {
  const { api } = generated(application);
  return (createClient(api, { links: [link] }) as object as Record<string, Group>)[shape]!;
}

describe.each(SHAPES)("%s: %s", (application, shape) => {
  it.each([
    ["http()", http],
    ["batch()", batch],
    ["batchStream()", batchStream],
    ["ws()", socket],
  ])("decodes and encodes over %s", async (_, link) => {
    const { next, check } = group(shape, link({ url: `${server.url}/${application}` }), application);
    const errors = NUMBERS.map(async (number) => {
      const value = await next(number);
      expect(types.wrong(application, shape, value)).toEqual([]);
      await check({ number, value });
    });
    await Promise.all(errors);
  });

  it.each([
    ["sse()", sse],
    ["ws()", socket],
  ])("decodes streams over %s", async (_, link) => {
    const url = `${server.url}/${application}`;
    const links = split({ subscription: link({ url }), otherwise: http({ url }) });
    const { watch, tracked, check } = group(shape, links, application);
    for (const values of [watch(), tracked()]) {
      let number = 0;
      for await (const value of values) {
        expect(types.wrong(application, shape, value)).toEqual([]);
        await check({ number, value });
        number += 1;
        if (number === 8) break;
      }
    }
  });
});

it("decodes the values of errors", async () => {
  const { next, check } = group("narrow", http({ url: `${server.url}/golden` }));
  const error: unknown = await check({ number: 1, value: await next(2) }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(IsotypeError);
  expect(error).toMatchObject({ code: "CONFLICT", data: { type: "Changed", at: new Date(0) } });
});

it.each([
  ["golden-bigint", (1n << 128n) - 1n, 256n, 1n << 64n],
  ["golden-text", "340282366920938463463374607431768211455", "256", "18446744073709551616"],
] as const)(
  "%s: decodes the extreme values, and rejects values out of range",
  async (application, most, number, great) => {
    const url = `${server.url}/${application}`;
    const { next, check } = group("every", http({ url }), application);
    const values = (await Promise.all(NUMBERS.map((number) => next(number)))) as { u128: unknown }[];
    expect(values.map(({ u128 }) => u128)).toContain(most);
    const alone = group("alone", http({ url }), application);
    await expect(alone.check({ number: 0, value: great })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const error: unknown = await check({ number: 256, value: await next(0) }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "CONFLICT", data: { type: "Changed", at: new Date(0), number } });
    const value = String(await alone.next(7));
    for (const json of [value, JSON.stringify(value)]) {
      const body = `{"number":7,"value":${json}}`;
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${url}/alone.check`, { method: "POST", headers, body });
      expect(await response.json()).toEqual({ result: { data: null } });
    }
  },
);

it("rejects invalid inputs with their path", async () => {
  const { next, check } = group("list", http({ url: `${server.url}/golden` }));
  const value = (await next(7)) as { at: Date }[];
  const wrong = [...value, { at: new Date(NaN) }];
  await expect(check({ number: 7, value: wrong })).rejects.toMatchObject({
    code: "CLIENT",
    message: `list.check: input.value[${value.length}].at: invalid Date`,
  });
  const far = check({ number: 7, value: [{ at: new Date(8e15) }] });
  await expect(far).rejects.toThrow("input.value[0].at: expected a Date whose year has four digits");
  const text = check({ number: 7, value: [{ at: "2026-01-01T00:00:00Z" }] });
  await expect(text).rejects.toThrow("input.value[0].at: expected Date");
  const { check: finite } = group("finite", http({ url: `${server.url}/golden` }));
  const nan = finite({ number: 0, value: { double: 1, single: 1, maybe: NaN } });
  await expect(nan).rejects.toThrow("input.value.maybe: expected a finite Number, found NaN");
});

import { describe, expect, it } from "vitest";
import { createJsonlReader, type JsonlReader } from "./jsonl-reader.js";

function reader(): JsonlReader & { envelopes: any; abandonedCount: number } {
  const state = { envelopes: undefined as any, abandonedCount: 0 };
  const lines = createJsonlReader(
    (envelopes) => {
      state.envelopes = envelopes;
    },
    () => {
      state.abandonedCount += 1;
    },
  );
  return Object.assign(state, lines);
}

async function gather(values: AsyncIterable<unknown>): Promise<unknown[]> {
  const collected: unknown[] = [];
  for await (const value of values) collected.push(value);
  return collected;
}

const HOPS = '{"0":[[0],[null,0,0]]}\n[0,0,[[{"result":0}],["result",0,1]]]\n[1,0,[[{"data":0}],["data",0,2]]]\n';

describe("createJsonlReader", () => {
  it.each([1, 2, 3, 7, 1000])("reads nested values in chunks of %i characters", async (size) => {
    const lines = reader();
    const body = `${HOPS} [2,0,[["zażółć 🦀"]]]\n  `;
    for (let at = 0; at < body.length; at += size) lines.push(body.slice(at, at + size));
    const { result } = await lines.envelopes[0];
    expect(await (await result).data).toBe("zażółć 🦀");
  });

  it.each([
    ['{"0":[[0],[null,0,0]]}\n[0,0,[[{"result":{"data":1}}]]]\n', { result: { data: 1 } }],
    ['{"0":[[{"result":{"data":1}}]]}\n', { result: { data: 1 } }],
    ['{"0":[[0],[null,0,0]]}\n[0,0,[[{"error":{"code":1}}]]]\n', { error: { code: 1 } }],
    ['{"0":[[]]}\n', undefined],
  ])("accepts the short form %j", async (body, envelope) => {
    const lines = reader();
    lines.push(body);
    expect(await lines.envelopes[0]).toEqual(envelope);
  });

  it("yields iterables, nested ones, and their errors", async () => {
    const lines = reader();
    lines.push('{"0":[[{"a":0,"b":0}],["a",1,0],["b",1,1]]}\n[0,1,[[1]]]\n[0,1,[[{"in":0}],["in",1,2]]]\n[0,0,[[]]]\n');
    lines.push('[2,1,[["x"]]]\n[2,0,[[]]]\n[1,1,[[1]]]\n[1,2,{"message":"seven","code":7}]\n');
    const { a, b } = lines.envelopes[0];
    const [one, { in: inner }] = (await gather(a)) as [number, { in: AsyncIterable<unknown> }];
    expect([one, await gather(inner)]).toEqual([1, ["x"]]);
    await expect(gather(b)).rejects.toMatchObject({ message: "seven" });
  });

  it("keeps chunks that arrive before their definition, in order", async () => {
    const lines = reader();
    lines.push('{"0":[[0],[null,0,0]]}\n[2,1,[["x"]]]\n[9,0,[["?"]]]\n[1,1,[[{"in":0}],["in",1,2]]]\n[1,1,[[7]]]\n');
    lines.push('[1,0,[[]]]\n[2,1,[["y"]]]\n[2,0,[[]]]\n[0,0,[[{"all":0}],["all",1,1]]]\n');
    const [{ in: inner }, seven] = (await gather((await lines.envelopes[0]).all)) as [
      { in: AsyncIterable<unknown> },
      7,
    ];
    expect([await gather(inner), seven]).toEqual([["x", "y"], 7]);
  });

  it("drops values inside an abandoned value", async () => {
    const lines = reader();
    lines.push('{"0":[[0],[null,0,0]],"1":[[0],[null,0,1]]}\n');
    lines.endCall("0", new Error("left"));
    lines.push('[0,0,[[{"in":0}],["in",1,2]]]\n[2,1,[["x"]]]\n');
    await expect(lines.envelopes[0]).rejects.toThrow("left");
    expect(lines.abandonedCount).toBe(0);
    lines.push("[1,0,[[1]]]\n");
    expect(lines.abandonedCount).toBe(1);
  });

  it("does not assign keys that the value does not have", () => {
    const lines = reader();
    lines.push('{"0":[[{}],["__proto__",0,0],["toString",0,1]]}\n');
    expect(Object.getPrototypeOf(lines.envelopes[0])).toBe(Object.prototype);
    expect(Object.keys(lines.envelopes[0])).toEqual([]);
  });

  it("calls onAbandoned when the last pending value is abandoned", async () => {
    const lines = reader();
    lines.push('{"0":[[0],[null,1,0]],"1":[[0],[null,0,1]]}\n[0,1,[[1]]]\n');
    for await (const _ of lines.envelopes[0]) break;
    expect(lines.abandonedCount).toBe(0);
    lines.push("[1,0,[[1]]]\n[0,1,[[2]]]\n");
    expect(await lines.envelopes[1]).toBe(1);
    lines.endCall("0", new Error("left"));
    expect(lines.abandonedCount).toBe(1);
  });

  it.each(["[1]\n", "null\n", "<html>\n", '{"0":7}\n', '{"0":[[1]]}\n7\n'])("throws on %j", (body) => {
    expect(() => reader().push(body)).toThrow();
  });
});

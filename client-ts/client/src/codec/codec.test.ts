import { describe, expect, it } from "vitest";
import { createClient, IsotypeError, type Link } from "../index.js";
import * as $ from "./index.js";

const AT = "2026-01-02T03:04:05.006Z";
const post = $.object({ at: $.date, page: $.nullable($.url) });
const tree: $.Codec = $.object({ at: $.date, children: $.list($.lazy(() => tree)) });
const event = $.tagged("type", { made: $.object({ at: $.date }) }, $.object({ size: $.bigint }));
const alike = $.untagged(
  { jsonTypes: ["Object"], valueTypes: ["Object"], requiredKeys: ["at"], codec: post },
  { jsonTypes: ["String"], valueTypes: ["Date"], codec: $.date },
);

describe("codecs decode and encode", () => {
  it.each<[string, $.Codec, unknown, unknown]>([
    ["a date", $.date, AT, new Date(AT)],
    ["a URL", $.url, "https://a.example/b?c=d", new URL("https://a.example/b?c=d")],
    ["a bigint", $.bigint, "-170141183460469231731687303715884105728", -(2n ** 127n)],
    ["NaN", $.float, "NaN", NaN],
    ["infinity", $.float, "-Infinity", -Infinity],
    ["a number", $.float, 1.5, 1.5],
    ["bytes as base64", $.base64, "AP8=", Uint8Array.of(0, 255)],
    ["bytes as an array", $.byteList, [0, 255], Uint8Array.of(0, 255)],
    ["a list", $.list($.date), [AT], [new Date(AT)]],
    ["a tuple", $.tuple($.identity, $.date), [1, AT], [1, new Date(AT)]],
    ["a record", $.record($.bigint), { ["__proto__"]: "1", a: "2" }, { ["__proto__"]: 1n, a: 2n }],
    ["a map", $.map($.date, $.identity), [[AT, 1]], new Map([[new Date(AT), 1]])],
    ["an object", post, { at: AT, page: null, more: 1 }, { at: new Date(AT), page: null, more: 1 }],
    ["an object without optional members", post, { more: 1 }, { more: 1 }],
    ["the rest of an object", $.object({}, $.bigint, ["id"]), { id: "a", b: "1" }, { id: "a", b: 1n }],
    [
      "an intersection",
      $.intersection(post, $.object({ n: $.bigint })),
      { at: AT, n: "1" },
      { at: new Date(AT), n: 1n },
    ],
    [
      "a recursive type",
      tree,
      { at: AT, children: [{ at: AT }] },
      { at: new Date(AT), children: [{ at: new Date(AT) }] },
    ],
    ["a tagged variant", event, { type: "made", at: AT }, { type: "made", at: new Date(AT) }],
    ["an unknown tag", event, { type: "constructor", size: "1" }, { type: "constructor", size: 1n }],
    [
      "an externally tagged variant",
      $.externallyTagged({ Made: post }),
      { Made: { at: AT } },
      { Made: { at: new Date(AT) } },
    ],
    ["a unit variant", $.externallyTagged({ Made: post }), "Nothing", "Nothing"],
    ["an untagged object", alike, { at: AT }, { at: new Date(AT) }],
    ["an untagged string", alike, AT, new Date(AT)],
    ["an unmatched untagged value", alike, { id: 1 }, { id: 1 }],
  ])("%s", (_, { decode, encode }, json, value) => {
    expect(encode(value)).toEqual(json);
    expect(decode(structuredClone(json))).toEqual(value);
    // Decoding a decoded value changes nothing.
    expect(decode(decode(structuredClone(json)))).toEqual(value);
  });

  it("encoding leaves the input unchanged", () => {
    const value = Object.freeze({ at: new Date(AT), children: Object.freeze([]) });
    expect(tree.encode(value)).toEqual({ at: AT, children: [] });
  });

  it("decodes a deferred value when it arrives", async () => {
    expect(await $.deferred($.date).decode(Promise.resolve(AT))).toEqual(new Date(AT));
    await expect($.deferred($.date).decode(Promise.resolve("soon"))).rejects.toThrow("value: expected Date");
  });
});

describe("codecs reject values of the wrong type with their path", () => {
  it.each<[$.Codec, unknown, string]>([
    [$.list(post), [{ at: "soon" }], "value[0].at: expected Date"],
    [$.list(post), [{ at: null }], "value[0].at: expected Date"],
    [post, { page: "nowhere" }, "value.page: expected URL"],
    [$.bigint, "1.5", "value: expected BigInt"],
    [$.bigint, "", "value: expected BigInt"],
    [$.float, "much", "value: expected Number"],
    [$.base64, "*", "value: expected Uint8Array"],
    [$.map($.identity, post), [[1, { at: 0 }]], "value[0][1].at: expected Date"],
    [tree, { at: AT, children: {} }, "value.children: expected Array"],
  ])("decode: %#", (codec, json, message) => {
    expect(() => codec.decode(json)).toThrow(message);
  });

  it.each<[$.Codec, unknown, string]>([
    [$.list(post), [{ at: new Date(NaN) }], "value[0].at: invalid Date"],
    [post, { at: new Date(8e15) }, "value.at: expected a Date whose year has four digits"],
    [post, { at: AT }, "value.at: expected Date"],
    [$.nullable($.finite), NaN, "value: expected a finite Number, found NaN"],
    [$.map($.identity, $.identity), [], "value: expected Map"],
    [$.deferred($.date), 1, "value: a deferred value cannot be sent"],
  ])("encode: %#", (codec, value, message) => {
    expect(() => codec.encode(value)).toThrow(message);
  });
});

const codecs = {
  get: { input: post, output: post, error: $.tagged("type", { Late: post }) },
  watch: { input: $.date, item: post },
  pages: { item: post },
};
const procedures = { get: "query", watch: "subscription", pages: "query", plain: "query" } as const;
function client(link: Link): any {
  return createClient({ procedures, link: $.codecLink(codecs) } as object as any, { links: [link] });
}
const respondWith = (value: unknown, sent: unknown[] = []): Link => {
  return () => ({
    async call({ input }) {
      sent.push(input);
      return value;
    },
    async *subscribe({ input, resumeInput: resume }) {
      sent.push(input, resume?.("1"));
      yield value;
    },
  });
};

describe("a client with codecs", () => {
  it("encodes inputs and decodes outputs", async () => {
    const sent: unknown[] = [];
    expect(await client(respondWith({ at: AT }, sent)).get({ at: new Date(AT) })).toEqual({ at: new Date(AT) });
    expect(await client(respondWith({ at: AT }, sent)).get()).toEqual({ at: new Date(AT) });
    expect(await client(respondWith(AT, sent)).plain(AT)).toEqual(AT);
    expect(sent).toEqual([{ at: AT }, undefined, AT]);
  });

  it("encodes and decodes streams", async () => {
    const sent: unknown[] = [];
    const values = client(respondWith({ at: AT }, sent)).watch(new Date(AT), { resumeInput: () => new Date(0) });
    for await (const value of values) expect(value).toEqual({ at: new Date(AT) });
    expect(sent).toEqual([AT, "1970-01-01T00:00:00.000Z"]);
    async function* pages() {
      yield { at: AT };
      yield { at: "soon" };
    }
    const items = (await client(respondWith(pages())).pages())[Symbol.asyncIterator]();
    expect(await items.next()).toEqual({ done: false, value: { at: new Date(AT) } });
    await expect(items.next()).rejects.toMatchObject({ code: "MALFORMED_RESPONSE", path: "pages" });
    expect(await items.return()).toMatchObject({ done: true });
  });

  it("reports the path of an invalid value", async () => {
    const sent = client(respondWith(1)).get({ at: new Date(NaN) });
    await expect(sent).rejects.toMatchObject({ code: "CLIENT", message: "get: input.at: invalid Date" });
    const got = client(respondWith({ at: 1 })).get();
    await expect(got).rejects.toMatchObject({ code: "MALFORMED_RESPONSE", message: "get: output.at: expected Date" });
  });

  it("decodes declared errors", async () => {
    const late: Link = () => ({
      call: async () => {
        throw new IsotypeError("late", { code: "CONFLICT", data: { type: "Late", at: AT } });
      },
      subscribe: () => {
        throw new Error();
      },
    });
    await expect(client(late).get()).rejects.toMatchObject({ code: "CONFLICT", data: { at: new Date(AT) } });
  });
});

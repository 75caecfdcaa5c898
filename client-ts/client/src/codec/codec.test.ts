import { describe, expect, it } from "vitest";
import { createClient, IsotypeError, type Link } from "../index.js";
import * as $ from "./index.js";

const AT = "2026-01-02T03:04:05.006Z";
const post = $.object({ at: $.date, page: $.nullable($.url) });
const tree: $.Codec = $.object({ at: $.date, children: $.list($.lazy(() => tree)) });
const told = $.tag("type", { made: $.object({ at: $.date }) }, $.object({ size: $.bigint }));
const alike = $.fit(
  { jsonTypes: ["Object"], valueTypes: ["Object"], requiredKeys: ["at"], codec: post },
  { jsonTypes: ["String"], valueTypes: ["Date"], codec: $.date },
);

describe("a value goes there and back", () => {
  it.each<[string, $.Codec, unknown, unknown]>([
    ["an instant", $.date, AT, new Date(AT)],
    ["an address", $.url, "https://a.example/b?c=d", new URL("https://a.example/b?c=d")],
    ["a big integer", $.bigint, "-170141183460469231731687303715884105728", -(2n ** 127n)],
    ["not a number", $.float, "NaN", NaN],
    ["an infinity", $.float, "-Infinity", -Infinity],
    ["a number", $.float, 1.5, 1.5],
    ["bytes in base64", $.base64, "AP8=", Uint8Array.of(0, 255)],
    ["bytes in a list", $.byteList, [0, 255], Uint8Array.of(0, 255)],
    ["a list", $.list($.date), [AT], [new Date(AT)]],
    ["a tuple", $.tuple($.same, $.date), [1, AT], [1, new Date(AT)]],
    ["a record", $.record($.bigint), { ["__proto__"]: "1", a: "2" }, { ["__proto__"]: 1n, a: 2n }],
    ["a map", $.map($.date, $.same), [[AT, 1]], new Map([[new Date(AT), 1]])],
    ["an object", post, { at: AT, page: null, more: 1 }, { at: new Date(AT), page: null, more: 1 }],
    ["what is missing", post, { more: 1 }, { more: 1 }],
    ["what else there is", $.object({}, $.bigint, ["id"]), { id: "a", b: "1" }, { id: "a", b: 1n }],
    ["all at once", $.all(post, $.object({ n: $.bigint })), { at: AT, n: "1" }, { at: new Date(AT), n: 1n }],
    ["a tree", tree, { at: AT, children: [{ at: AT }] }, { at: new Date(AT), children: [{ at: new Date(AT) }] }],
    ["a tag", told, { type: "made", at: AT }, { type: "made", at: new Date(AT) }],
    ["another tag", told, { type: "constructor", size: "1" }, { type: "constructor", size: 1n }],
    ["a key", $.key({ Made: post }), { Made: { at: AT } }, { Made: { at: new Date(AT) } }],
    ["a word", $.key({ Made: post }), "Nothing", "Nothing"],
    ["an object by its members", alike, { at: AT }, { at: new Date(AT) }],
    ["a kind", alike, AT, new Date(AT)],
    ["what fits nothing", alike, { id: 1 }, { id: 1 }],
  ])("%s", (_, { decode, encode }, json, value) => {
    expect(encode(value)).toEqual(json);
    expect(decode(structuredClone(json))).toEqual(value);
    // Links may share an answer.
    expect(decode(decode(structuredClone(json)))).toEqual(value);
  });

  it("an input stays the caller's", () => {
    const value = Object.freeze({ at: new Date(AT), children: Object.freeze([]) });
    expect(tree.encode(value)).toEqual({ at: AT, children: [] });
  });

  it("what comes later", async () => {
    expect(await $.later($.date).decode(Promise.resolve(AT))).toEqual(new Date(AT));
    await expect($.later($.date).decode(Promise.resolve("soon"))).rejects.toThrow("value is no Date");
  });
});

describe("a value that is not of its type is refused with its place", () => {
  it.each<[$.Codec, unknown, string]>([
    [$.list(post), [{ at: "soon" }], "value[0].at is no Date"],
    [$.list(post), [{ at: null }], "value[0].at is no Date"],
    [post, { page: "nowhere" }, "value.page is no URL"],
    [$.bigint, "1.5", "value is no BigInt"],
    [$.bigint, "", "value is no BigInt"],
    [$.float, "much", "value is no Number"],
    [$.base64, "*", "value is no Uint8Array"],
    [$.map($.same, post), [[1, { at: 0 }]], "value[0][1].at is no Date"],
    [tree, { at: AT, children: {} }, "value.children is no Array"],
  ])("read: %#", (codec, json, message) => {
    expect(() => codec.decode(json)).toThrow(message);
  });

  it.each<[$.Codec, unknown, string]>([
    [$.list(post), [{ at: new Date(NaN) }], "value[0].at is an Invalid Date"],
    [post, { at: new Date(8e15) }, "value.at is a Date whose year has more than four digits"],
    [post, { at: AT }, "value.at is no Date"],
    [$.nullable($.finite), NaN, "value is NaN, for which JSON has no word"],
    [$.map($.same, $.same), [], "value is no Map"],
    [$.later($.date), 1, "value cannot be sent later"],
  ])("sent: %#", (codec, value, message) => {
    expect(() => codec.encode(value)).toThrow(message);
  });
});

describe("a client with codecs", () => {
  const codecs = {
    get: { input: post, output: post, error: $.tag("type", { Late: post }) },
    watch: { input: $.date, item: post },
    pages: { item: post },
  };
  const procedures = { get: "query", watch: "subscription", pages: "query", plain: "query" } as const;
  function client(link: Link): any {
    return createClient({ procedures, link: $.coded(codecs) } as object as any, { links: [link] });
  }
  const answer = (value: unknown, sent: unknown[] = []): Link => {
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

  it("sends JSON and gives values", async () => {
    const sent: unknown[] = [];
    expect(await client(answer({ at: AT }, sent)).get({ at: new Date(AT) })).toEqual({ at: new Date(AT) });
    expect(await client(answer({ at: AT }, sent)).get()).toEqual({ at: new Date(AT) });
    expect(await client(answer(AT, sent)).plain(AT)).toEqual(AT);
    expect(sent).toEqual([{ at: AT }, undefined, AT]);
  });

  it("streams", async () => {
    const sent: unknown[] = [];
    const values = client(answer({ at: AT }, sent)).watch(new Date(AT), { resume: () => new Date(0) });
    for await (const value of values) expect(value).toEqual({ at: new Date(AT) });
    expect(sent).toEqual([AT, "1970-01-01T00:00:00.000Z"]);
    async function* pages() {
      yield { at: AT };
      yield { at: "soon" };
    }
    const items = (await client(answer(pages())).pages())[Symbol.asyncIterator]();
    expect(await items.next()).toEqual({ done: false, value: { at: new Date(AT) } });
    await expect(items.next()).rejects.toMatchObject({ code: "MALFORMED_RESPONSE", path: "pages" });
    expect(await items.return()).toMatchObject({ done: true });
  });

  it("says where a value is wrong", async () => {
    const sent = client(answer(1)).get({ at: new Date(NaN) });
    await expect(sent).rejects.toMatchObject({ code: "CLIENT", message: "get: input.at is an Invalid Date" });
    const got = client(answer({ at: 1 })).get();
    await expect(got).rejects.toMatchObject({ code: "MALFORMED_RESPONSE", message: "get: output.at is no Date" });
  });

  it("gives an error its values", async () => {
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

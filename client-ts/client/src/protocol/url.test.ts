import { expect, it } from "vitest";
import { buildUrl } from "./url.js";

it.each([
  ["/rpc", "", "/rpc/a.b"],
  ["/rpc/", "input=1", "/rpc/a.b?input=1"],
  ["http://host/rpc?key=1", "", "http://host/rpc/a.b?key=1"],
  ["http://host/rpc/?key=1", "input=2", "http://host/rpc/a.b?key=1&input=2"],
  ["", "", "/a.b"],
])("joins %s and %s", (base, params, joined) => {
  expect(buildUrl(base, "/a.b", params)).toBe(joined);
});

it("accepts a URL object and omits missing parameters", () => {
  expect(buildUrl(new URL("http://host/rpc"), "/a", undefined, "x=1", false)).toBe("http://host/rpc/a?x=1");
});

import { expect, it } from "vitest";
import { address, inputParam } from "./url.js";

it.each([
  ["/rpc", "", "/rpc/a.b"],
  ["/rpc/", "input=1", "/rpc/a.b?input=1"],
  ["http://host/rpc?key=1", "", "http://host/rpc/a.b?key=1"],
  ["http://host/rpc/?key=1", "input=2", "http://host/rpc/a.b?key=1&input=2"],
  ["", "", "/a.b"],
])("joins %s and %s", (base, params, joined) => {
  expect(address(base, "/a.b", params)).toBe(joined);
});

it("takes a URL and escapes inputs", () => {
  expect(address(new URL("http://host/rpc"), "/a")).toBe("http://host/rpc/a");
  expect(inputParam('{"a":"&?"}')).toBe("input=%7B%22a%22%3A%22%26%3F%22%7D");
  expect(inputParam(undefined)).toBe("");
});

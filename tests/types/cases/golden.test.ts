import { join } from "node:path";
import { expect, test } from "vitest";
import { here } from "../support/places.js";
import { compilers, complaints } from "../support/tsc.js";

test.each(compilers)("%s accepts the catalogue and every call of it", (compiler) => {
  expect(complaints(compiler, join(here, "calls"))).toBe("");
});

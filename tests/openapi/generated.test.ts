import { readFileSync, writeFileSync } from "node:fs";
import openapi, { astToString } from "openapi-typescript";
import { expect, it } from "vitest";

const file = new URL("generated/board.d.ts", import.meta.url);

it("openapi-typescript generates the checked-in types from the board's document", async () => {
  const types = astToString(await openapi(new URL("documents/board.json", import.meta.url)));
  if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(file, types);
  expect(types, "if this is meant: UPDATE_GOLDEN=1 npx vitest run generated").toBe(readFileSync(file, "utf8"));
});

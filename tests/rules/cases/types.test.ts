import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const resolve = createRequire(import.meta.url).resolve;
const bindings = dirname(resolve("@rules/bindings"));
const here = fileURLToPath(new URL("..", import.meta.url));

/** Types whose schemas the compiler infers without a declaration: all that are not recursive. */
const NAMES = [
  "Addresses",
  "Adjacent",
  "External",
  "Internal",
  "Lengths",
  "Line",
  "Name",
  "Normalized",
  "Numbers",
  "Pair",
  "Texts",
];

const SAME = `
import type { Brand } from "@isotype/client";
import type * as z from "zod";
import type * as declared from "@rules/bindings";
import type * as schemas from "./schemas.js";

// Brands exist only in the declarations. The schema itself returns a string.
type Unbranded<T> = T extends Brand<string, never> ? string : T extends object ? { [K in keyof T]: Unbranded<T[K]> } : T;
type Same<A, B> = [A, Unbranded<B>] extends [Unbranded<B>, A] ? true : [A, "is not", B];
type IsAny<T> = 0 extends 1 & T ? true : false;
${NAMES.map(
  (name) => `
export const any${name}: IsAny<z.output<typeof schemas.${name}Schema>> = false;
export const output${name}: Same<z.output<typeof schemas.${name}Schema>, declared.${name}> = true;
export const input${name}: Same<z.input<typeof schemas.${name}Schema>, declared.${name}> = true;`,
).join("")}
`;

// An optional member may also be `undefined`, as in forms. JSON omits it.
const LENIENT = { exactOptionalPropertyTypes: false };

const OPTIONS = {
  extends: "../../../tsconfig.base.json",
  compilerOptions: { ...LENIENT, noEmit: true, allowJs: true, checkJs: true, noImplicitAny: false, types: [] },
};

/** Returns the diagnostics of the compiler for the schemas without their declarations. */
function complaints(compiler: string): string {
  const folder = mkdtempSync(join(here, "types-"));
  try {
    copyFileSync(join(bindings, "zod.js"), join(folder, "schemas.js"));
    copyFileSync(join(bindings, "zod-checks.js"), join(folder, "zod-checks.js"));
    writeFileSync(join(folder, "same.ts"), SAME);
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...OPTIONS, files: ["same.ts"] }));
    execFileSync("node", [compiler, "--project", folder], { encoding: "utf8" });
    return "";
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout ?? error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each(["typescript", "typescript7"])("%s infers the types of the bindings from the schemas", (name) => {
  const compiler = join(dirname(resolve(`${name}/package.json`)), "bin/tsc");
  expect(complaints(compiler)).toBe("");
});

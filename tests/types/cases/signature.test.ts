// Tests that after a Rust signature changes and the bindings are regenerated, the compiler rejects the call.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { here, root } from "../support/paths.js";
import { compilers, complaints } from "../support/tsc.js";

let project = "";

const PAGE = `import { createClient } from "@isotype/client";
import { api } from "./bindings/index.js";

const client = createClient(api, { links: [] });

export async function publish(title: string): Promise<string> {
  const post = await client.posts.create({ title });
  return post.title;
}
`;

beforeAll(() => {
  // The project is inside this package, so that the compiler finds its dependencies.
  mkdirSync(join(here, "dist"), { recursive: true });
  project = mkdtempSync(join(here, "dist/signature-"));
  generate({});
  const base = join(root, "tsconfig.base.json");
  writeFileSync(
    join(project, "tsconfig.json"),
    JSON.stringify({ extends: base, compilerOptions: { noEmit: true }, include: ["page.ts"] }),
  );
  writeFileSync(join(project, "page.ts"), PAGE);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test.each(compilers)("%s accepts the catalogue and all its calls", (compiler) => {
  expect(complaints(compiler, join(here, "calls"))).toBe("");
});

test("the page compiles, and then fails at the line of the call", () => {
  for (const compiler of compilers) expect(complaints(compiler, project)).toBe("");
  generate({ CHANGED: "1" });
  for (const compiler of compilers) {
    const results = complaints(compiler, project);
    expect(results).toMatch(/page\.ts\(7,\d+\): error TS\d+: /);
    expect(results).toContain("'body'");
    expect(results.match(/error TS/g)).toHaveLength(1);
  }
});

function generate(changes: Record<string, string>): void {
  const out = ["--out", join(project, "bindings")];
  execFileSync("cargo", ["run", "--quiet", "--package", "isotype-codegen", "--example", "changing_api", "--", ...out], {
    cwd: root,
    env: { ...process.env, ...changes },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

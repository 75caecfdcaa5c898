// Tests the generated packages as published: with package linters, and without the Rust sources.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as lsp from "../support/lsp.js";
import { find, here, root } from "../support/paths.js";
import * as tsserver from "../support/tsserver.js";

const bindings = join(root, "bindings");
const names = readdirSync(bindings);

describe.each(names)("the package of %s", (name) => {
  const folder = join(bindings, name);

  test("passes publint and attw", () => {
    const results = (script: string, ...args: readonly string[]) => {
      const run = spawnSync(process.execPath, [join(root, "node_modules", script), ...args], {
        cwd: folder,
        encoding: "utf8",
      });
      return run.status === 0 ? "" : run.stdout + run.stderr;
    };
    expect(results("publint/src/cli.js", "--strict")).toBe("");
    expect(results("@arethetypeswrong/cli/dist/index.js", "--pack", ".", "--profile", "esm-only")).toBe("");
  });

  test("imports server packages only for types", () => {
    const files = readdirSync(folder).filter((file) => /\.(?:js|d\.ts)$/u.test(file));
    const imports = files.flatMap((file) => importsOf(join(folder, file)));
    const packages = imports.filter(({ from }) => !from.startsWith("./"));
    expect(packages.length).toBeGreaterThan(1);
    const known = /^(?:@isotype\/client(?:\/codec)?|zod|@trpc\/server)$/u;
    expect(packages.filter(({ from }) => !known.test(from))).toEqual([]);
    expect(packages.filter(({ from, isType }) => from === "@trpc/server" && !isType)).toEqual([]);
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    expect(manifest).not.toHaveProperty("dependencies");
    expect(manifest.peerDependenciesMeta["@trpc/server"]).toEqual({ optional: true });
  });
});

/** Returns the imports of a file. */
function importsOf(file: string): { readonly from: string; readonly isType: boolean }[] {
  const { statements } = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  return statements.filter(ts.isImportDeclaration).map(({ moduleSpecifier, importClause }) => ({
    from: (moduleSpecifier as ts.StringLiteral).text,
    isType: importClause?.isTypeOnly === true,
  }));
}

describe("without the Rust sources", () => {
  let project = "";
  const page = () => join(project, "page.ts");
  const installed = () => join(project, "node_modules/@board/bindings");

  beforeAll(() => {
    mkdirSync(join(here, "dist"), { recursive: true });
    project = mkdtempSync(join(here, "dist/published-"));
    const tarball = execFileSync("npm", ["pack", "--silent", "--pack-destination", project], {
      cwd: join(bindings, "board"),
      encoding: "utf8",
    });
    mkdirSync(installed(), { recursive: true });
    execFileSync("tar", [
      "--extract",
      "--file",
      join(project, tarball.trim()),
      "--strip-components=1",
      "--directory",
      installed(),
    ]);
    cpSync(join(here, "calls/board.ts"), page());
    const options = { strict: true, module: "NodeNext", target: "ES2022", noEmit: true, types: [] };
    writeFileSync(join(project, "package.json"), '{ "type": "module" }');
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["page.ts"] }));
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  test.each([
    ["TypeScript 5.9", tsserver.definitions],
    ["TypeScript 7", lsp.definitions],
  ] as const)("%s leads to the declarations", async (_, definitions) => {
    const declared = join(installed(), "index.d.ts");
    const create = await definitions(find(page(), "client.posts.create(", "create"));
    expect(create).toEqual([find(declared, "readonly create:", "create")]);
    const id = await definitions(find(page(), "post.id", "id"));
    expect(id.map(({ file }) => file)).toEqual([declared]);
  });
});

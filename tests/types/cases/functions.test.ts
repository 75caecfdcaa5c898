// Limits the length of TypeScript and JavaScript functions, as `tests/architecture` does for Rust.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { root } from "../support/paths.js";

/** Maximum number of lines of a function, including its signature. */
const MAX_LINES = 60;

/** Calls that declare a test. Their lines do not count towards the function that groups them. */
const TESTS = /^(describe|it|test)\b/;

test("functions have at most 60 lines", () => {
  const long = sources().flatMap((path) => longFunctions(path, readFileSync(join(root, path), "utf8")));
  expect(long).toEqual([]);
});

test("finds a long function, and counts a test separately from its group", () => {
  const body = "  run();\n".repeat(MAX_LINES);
  expect(longFunctions("a.ts", `function long() {\n${body}}\n`)).toEqual(["a.ts:1: `long` has 62 lines"]);
  expect(
    longFunctions("a.ts", `function group() {\n  test("one", () => {});\n}\n`.replace("{}", `{\n${body}  }`)),
  ).toEqual(["a.ts:2: `anonymous function` has 62 lines"]);
});

function sources(): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root });
  const paths = listed.toString().trim().split("\n");
  const isSource = (path: string) => /\.(ts|tsx|js|mjs|cjs)$/.test(path) && !path.endsWith(".d.ts");
  return paths.filter((path) => isSource(path) && !path.startsWith("bindings/") && existsSync(join(root, path)));
}

function longFunctions(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body !== undefined) {
      const lines = linesOf(node, file) - linesOfTests(node, file);
      const start = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      if (lines > MAX_LINES) found.push(`${path}:${start}: \`${nameOf(node)}\` has ${lines} lines`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function linesOf(node: ts.Node, file: ts.SourceFile): number {
  const line = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  return line(node.end) - line(node.getStart(file)) + 1;
}

/** Returns the number of lines of the tests that a function declares, without the tests nested in them. */
function linesOfTests(node: ts.Node, file: ts.SourceFile): number {
  let lines = 0;
  ts.forEachChild(node, (child) => {
    const isTest = ts.isCallExpression(child) && TESTS.test(child.expression.getText(file));
    lines += isTest ? linesOf(child, file) : linesOfTests(child, file);
  });
  return lines;
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name !== undefined) return node.name.getText();
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : "anonymous function";
}

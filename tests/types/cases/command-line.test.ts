// Tests the command-line interface of the binary that generates bindings.

import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "../support/paths.js";

const out = join(mkdtempSync(join(tmpdir(), "isotype-")), "blog");
afterAll(() => rmSync(join(out, ".."), { recursive: true, force: true }));

test("writes files, lists them, and does nothing on the second run", () => {
  expect(bindings(["--out", out]).stdout).toContain(`wrote ${join(out, "index.d.ts")}`);
  expect(bindings(["--out", out]).stdout).toContain("is up to date");
  expect(bindings(["--out", out, "--check"]).status).toBe(0);
});

test("--openapi creates missing directories", () => {
  const file = join(out, "../documents/openapi.json");
  expect(bindings(["--out", out, "--openapi", file])).toMatchObject({ status: 0 });
  expect(readFileSync(file, "utf8")).toContain('"openapi": "3.1.0"');
});

test("--check lists stale files and the command to run, and writes nothing", () => {
  for (const _ of ["once", "again"]) {
    const { status, stdout, stderr } = bindings(["--out", out, "--check"], { CHANGED: "1" });
    expect(status).toBe(1);
    expect(stdout).toContain("+  body: string;");
    expect(stderr).toContain(`cargo run -p isotype-codegen --bin changing_api -- --out ${out}`);
  }
});

test("--check-against reports breaking changes, except acknowledged ones", () => {
  bindings(["--out", out]);
  const released = join(out, "contract.json");
  expect(bindings(["--check-against", released])).toMatchObject({ status: 0, stdout: "no changes\n" });
  const rejected = bindings(["--check-against", released], { CHANGED: "1" });
  expect(rejected.status).toBe(1);
  expect(rejected.stdout).toContain("Breaks existing clients\n  posts.create input.body: added as required (major)\n");
  expect(rejected.stderr).toContain(
    `if intended, add these lines to ${join(out, "contract.acknowledged.txt")}, each with a reason:\n\nposts.create input.body field-added # reason\n`,
  );
  const acknowledged = join(out, "..", "meant.txt");
  writeFileSync(
    acknowledged,
    "posts.create input.body field-added # the page is released with it\nposts.old docs # gone\n",
  );
  const passed = bindings(["--check-against", released, "--acknowledged", acknowledged], { CHANGED: "1" });
  expect(passed.status).toBe(0);
  expect(passed.stdout).toContain("(major, acknowledged)");
  expect(passed.stderr).toContain('unused acknowledgement "posts.old docs"');
  writeFileSync(acknowledged, "posts.create input.body field-added\n");
  const unexplained = bindings(["--check-against", released, "--acknowledged", acknowledged], { CHANGED: "1" });
  expect(unexplained).toMatchObject({ status: 1, stderr: `error: ${acknowledged}:1: missing reason after \` # \`\n` });
});

test("diff compares two files, and rejects files that are not contracts", () => {
  const newer = join(out, "..", "newer");
  bindings(["--out", newer], { CHANGED: "1" });
  const [before, after] = [join(out, "contract.json"), join(newer, "contract.json")];
  expect(bindings(["diff", before, after])).toMatchObject({ status: 1 });
  expect(bindings(["diff", before, before])).toMatchObject({ status: 0, stdout: "no changes\n" });
  const other = bindings(["diff", before, join(newer, "package.json")]);
  expect(other.status).toBe(1);
  expect(other.stderr).toContain("malformed contract: ");
});

test("an unknown argument exits with code 2 and the usage", () => {
  const { status, stderr } = bindings(["--bogus"]);
  expect(status).toBe(2);
  expect(stderr).toContain("--bogus");
  expect(stderr).toContain("Usage: changing_api --out DIR");
});

test("a closed stdout is not an error", () => {
  const built = join(process.env["CARGO_TARGET_DIR"] ?? join(root, "target"), "debug/examples/changing_api");
  const piped = `{ sleep 0.3; "${built}" --help; echo "ended with $?" >&2; } | true`;
  expect(spawnSync("sh", ["-c", piped], { encoding: "utf8" }).stderr).toBe("ended with 0\n");
});

test("--watch runs again when the binary changes", async () => {
  bindings(["--out", out]);
  const binary = join(out, "../changing_api");
  const built = join(process.env["CARGO_TARGET_DIR"] ?? join(root, "target"), "debug/examples/changing_api");
  copyFileSync(built, binary);
  // Removes cargo's environment variables, as if the binary were run directly.
  const env = { ...process.env, CARGO: undefined, CARGO_MANIFEST_DIR: undefined };
  const watch = spawn(binary, ["--out", out, "--watch"], { env, stdio: ["ignore", "pipe", "inherit"] });
  try {
    let output = "";
    for await (const chunk of watch.stdout) {
      output += String(chunk);
      if (output.includes("watching the binary") && !output.includes("wrote")) {
        writeFileSync(`${binary}.new`, `#!/bin/sh\nCHANGED=1 exec ${built} "$@"\n`, { mode: 0o755 });
        renameSync(`${binary}.new`, binary);
      }
      if (output.includes("wrote")) break;
    }
    expect(readFileSync(join(out, "index.d.ts"), "utf8")).toContain("  body: string;");
    expect(output).not.toContain("package.json");
  } finally {
    watch.kill();
  }
});

function bindings(args: readonly string[], changes: Record<string, string> = {}) {
  const run = ["run", "--quiet", "--package", "isotype-codegen", "--example", "changing_api", "--", ...args];
  return spawnSync("cargo", run, { cwd: root, env: { ...process.env, ...changes }, encoding: "utf8" });
}

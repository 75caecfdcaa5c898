// Tests that changing a signature in the board's server breaks the compilation of its page, at the line of the call.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { find, root } from "../support/paths.js";
import { compilers, complaints } from "../support/tsc.js";

const page = join(root, "examples/board/web");
/** Copy of the server's sources, with the changed signature. */
const server = join(root, "target/changed-server");
/** Bindings of the changed server, stored next to the page's dependencies so that the compilers find those. */
const bindings = join(page, "node_modules/.changed-bindings");
const project = join(bindings, "page");

beforeAll(() => {
  copyServer();
  execFileSync("cargo", ["run", "--quiet", "--package", "board", "--bin", "bindings", "--", "--out", bindings], {
    cwd: server,
    env: { ...process.env, CARGO_TARGET_DIR: join(root, "target"), RUSTFLAGS: "" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  mkdirSync(project, { recursive: true });
  const paths = {
    "@board/bindings": [join(bindings, "index.d.ts")],
    "@board/bindings/trpc": [join(bindings, "trpc.d.ts")],
  };
  const config = {
    extends: join(page, "tsconfig.json"),
    compilerOptions: { paths, types: [join(root, "node_modules/vite/client")] },
    include: [join(page, "src")],
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
});

afterAll(() => {
  rmSync(bindings, { recursive: true, force: true });
  rmSync(server, { recursive: true, force: true });
});

test.each(compilers)("%s reports the call without the new field", (compiler) => {
  const call = find(join(page, "src/posts/composer.tsx"), "create.mutate(input", "input");
  const results = complaints(compiler, project);
  expect(results).toContain(`composer.tsx(${call.line + 1},${call.column + 1}): error TS`);
  expect(results).toContain("'pinned'");
  expect(results.match(/error TS/g)).toHaveLength(1);
});

/** Copies the files that cargo needs, and adds a field to the input of `posts.create`. */
function copyServer(): void {
  const listed = execFileSync("git", ["ls-files", "-z", "crates", "*.rs", "*.toml", "*.sql", "*.md", "Cargo.lock"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of listed.split("\0").filter(Boolean)) {
    mkdirSync(dirname(join(server, file)), { recursive: true });
    cpSync(join(root, file), join(server, file));
  }
  const changed = join(server, "examples/board/server/src/posts/create.rs");
  const before = readFileSync(changed, "utf8");
  const after = before.replace("    body: String,\n}", "    body: String,\n    #[garde(skip)]\n    pinned: bool,\n}");
  expect(after).not.toBe(before);
  writeFileSync(changed, after);
}

// Runs the TypeScript compilers.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Supported compilers, by package name. */
export const compilers = ["typescript", "typescript7"] as const;

/** Returns a compiler's diagnostics for a project. */
export function complaints(compiler: (typeof compilers)[number], project: string): string {
  const script = join(dirname(createRequire(import.meta.url).resolve(`${compiler}/package.json`)), "bin/tsc");
  const run = spawnSync(process.execPath, [script, "--pretty", "false", "--project", project], { encoding: "utf8" });
  if (run.error) throw run.error;
  return run.status === 0 ? "" : run.stdout + run.stderr;
}

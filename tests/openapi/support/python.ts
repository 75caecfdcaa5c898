import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ROOT } from "../../e2e/support/paths";

/** Where `.ci/run` installs programs from PyPI; then the system's own. */
const FOLDERS = [join(ROOT, "target/python/bin"), ...(process.env["PATH"] ?? "").split(delimiter)];

/** A program from PyPI. Where it is missing, that is said aloud. */
export function python(program: string): string | undefined {
  const found = FOLDERS.map((folder) => join(folder, program)).find((file) => existsSync(file));
  if (found === undefined) {
    console.warn(
      `\n!!! SKIPPED: ${program} is not there. python3 -m venv target/python && target/python/bin/pip install ${program}\n`,
    );
  }
  return found;
}

/** Runs a program; gives its exit code and what it writes. */
export function run(program: string, ...args: string[]): { code: number | null; wrote: string } {
  const { status, stdout } = spawnSync(program, args, { cwd: join(ROOT, "tests/openapi"), encoding: "utf8" });
  return { code: status, wrote: stdout };
}

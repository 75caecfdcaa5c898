import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../e2e/support/paths";

/** Directory in which `.ci/run` installs programs from PyPI. The system's programs are not used, because other releases may behave differently. */
const FOLDER = join(ROOT, "target/python/bin");

/** Programs from PyPI, with their required releases. */
const RELEASES = { schemathesis: "4", "openapi-spec-validator": "0.9" } as const;

/** Returns the path of a program from PyPI. Logs a warning and returns `undefined` if it is missing or of another release. */
export function python(program: keyof typeof RELEASES): string | undefined {
  const release = RELEASES[program];
  const found = installed(program);
  if (found !== undefined && `${found}.`.startsWith(`${release}.`)) return join(FOLDER, program);
  console.warn(
    `\n!!! SKIPPED: ${program} ${release} is needed, ${found ?? "none"} is installed in target/python. ` +
      `python3 -m venv target/python && target/python/bin/pip install '${program}==${release}.*'\n`,
  );
  return undefined;
}

/** Returns the version of a package in `target/python`. */
function installed(name: string): string | undefined {
  if (!existsSync(join(FOLDER, name))) return undefined;
  const code = `from importlib.metadata import version; print(version("${name}"))`;
  const { status, stdout } = spawnSync(join(FOLDER, "python"), ["-c", code], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** Runs a program. Returns its exit code and its output. */
export function run(program: string, ...args: string[]): { code: number | null; wrote: string } {
  const { status, stdout } = spawnSync(program, args, { cwd: join(ROOT, "tests/openapi"), encoding: "utf8" });
  return { code: status, wrote: stdout };
}

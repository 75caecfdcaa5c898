import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The repository's root. */
export const ROOT = join(import.meta.dirname, "../../..");

const BINARY = `${process.env["CARGO_TARGET_DIR"] ?? `${ROOT}/target`}/debug/golden-server`;

/** A server that runs. */
export interface Server {
  /** Where its applications are, each under its name. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts the real server on a free port. */
export async function start(): Promise<Server> {
  const child = spawn(BINARY, { stdio: ["ignore", "pipe", "inherit"] });
  const gone = once(child, "exit");
  const [url] = (await Promise.race([
    once(createInterface(child.stdout), "line"),
    gone.then(([code]) => Promise.reject(new Error(`the server ended with ${code}`))),
  ])) as [string];
  return {
    url,
    async stop() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

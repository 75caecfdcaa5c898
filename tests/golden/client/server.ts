import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Root of the repository. */
export const ROOT = join(import.meta.dirname, "../../..");

const BINARY = `${process.env["CARGO_TARGET_DIR"] ?? `${ROOT}/target`}/debug/golden-server`;

/** Running server. */
export interface Server {
  /** Base URL. Each application is under its name. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts the server on a free port. */
export async function start(): Promise<Server> {
  const child = spawn(BINARY, { stdio: ["ignore", "pipe", "inherit"] });
  const gone = once(child, "exit");
  const [url] = (await Promise.race([
    once(createInterface(child.stdout), "line"),
    gone.then(([code]) => Promise.reject(new Error(`the server exited with code ${code}`))),
  ])) as [string];
  return {
    url,
    async stop() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

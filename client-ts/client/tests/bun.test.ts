import { execFile, execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { faultyProxy } from "./faulty-proxy.js";
import { api, startTrpcServer } from "./trpc-server.js";

const BUN = process.env["BUN"] ?? "bun";
const PROGRAM = fileURLToPath(new URL("bun/program.ts", import.meta.url));

/** Returns `true` if Bun is installed. */
function hasBun(): boolean {
  try {
    const version = execFileSync(BUN, ["--version"], { encoding: "utf8" });
    if (version.startsWith("1.")) return true;
  } catch {
    // Not installed.
  }
  console.warn(`skipped the Bun tests: "${BUN}" is not Bun 1; run "npm install --global bun@1" or set BUN to its path`);
  return false;
}

it.skipIf(!hasBun())(
  "runs calls, streams, uploads and interrupted subscriptions under Bun",
  { timeout: 60_000 },
  async () => {
    const { url } = await startTrpcServer();
    const cuts = (number: number) => ({ cutAfter: 400 + ((number * 173) % 700), delayMs: 0 });
    const { url: broken, stats } = await faultyProxy(url, cuts);
    const { stdout } = await promisify(execFile)(BUN, ["run", PROGRAM, url, broken, JSON.stringify(api.procedures)]);
    const calls = [["pong", { é: 1 }, "saved a"], "CONFLICT"];
    const events = Array.from({ length: 40 }, (_, index) => index + 1);
    expect(JSON.parse(stdout)).toEqual({
      ...{ http: calls, batch: calls, batchStream: calls, ws: calls },
      ...{ list: [1, 2, 3], upload: "ann: text" },
      ...{ "events over sse": events, "events over ws": events },
    });
    expect(stats.connections).toBeGreaterThan(4);
  },
);

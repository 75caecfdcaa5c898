import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BOARD_BIN, WEB } from "./paths";

const START_MS = 20_000;

/** Board server process with its own port and database file, both of which survive a restart. */
export class BoardServer {
  #process: ChildProcess | undefined;
  #said = "";

  private constructor(
    readonly port: number,
    private readonly folder: string,
  ) {}

  /** Starts a server with an empty database. */
  static async start(): Promise<BoardServer> {
    const server = new BoardServer(await freePort(), await mkdtemp(join(tmpdir(), "board-")));
    await server.resume();
    return server;
  }

  /** Starts another server with the same database and secret. */
  async sibling(): Promise<BoardServer> {
    const server = new BoardServer(await freePort(), this.folder);
    await server.resume();
    return server;
  }

  /** URL of the page. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** URL of the procedures. */
  get rpc(): string {
    return `${this.url}/rpc`;
  }

  /** Starts the process. */
  async resume(): Promise<void> {
    const database = `sqlite://${join(this.folder, "board.sqlite")}?mode=rwc`;
    const child = spawn(BOARD_BIN, ["--port", String(this.port), "--web", WEB, "--database", database], {
      env: { ...process.env, BOARD_SECRET: "a secret that every process of a test shares" },
    });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (this.#said += String(data)));
    child.on("error", (error) => (this.#said += String(error)));
    this.#process = child;
    await this.#answering(child);
  }

  /** Kills the process. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  /** Stops the process gracefully, and waits until it has exited. */
  stop(): Promise<void> {
    return this.#end("SIGTERM");
  }

  async #end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  /** Stops the process and removes its database. */
  async close(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #answering(child: ChildProcess): Promise<void> {
    const end = Date.now() + START_MS;
    while (Date.now() < end && child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      const up = await fetch(this.url).then(
        (response) => response.ok,
        () => false,
      );
      if (up) return;
      await sleep(50);
    }
    throw new Error(`board server failed to start:\n${this.#said}`);
  }
}

/** Returns a free port. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

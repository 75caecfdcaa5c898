import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port";
import { BOARD_BIN, WEB } from "./paths";

const START_MS = 20_000;

/** The real binary on a port and a database file of its own, both kept over a restart. */
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

  /** Another process on the same database, which signs by the same secret. */
  async sibling(): Promise<BoardServer> {
    const server = new BoardServer(await freePort(), this.folder);
    await server.resume();
    return server;
  }

  /** Where the page is. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Where the procedures are. */
  get rpc(): string {
    return `${this.url}/rpc`;
  }

  /** Starts the process (again). */
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

  /** Ends the process at once, as a crash would. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  /** Asks the process to end, as an operator would, and waits until it has. */
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

  /** Ends the process and removes its database. */
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
    throw new Error(`the board did not start:\n${this.#said}`);
  }
}

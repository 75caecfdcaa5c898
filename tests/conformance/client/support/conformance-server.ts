import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { listen } from "./listen";
import { CONFORMANCE_BIN } from "./paths";

/** The real binary, on a port that it keeps over a restart. */
export class ConformanceServer {
  #process: ChildProcess | undefined;

  private constructor(readonly port: number) {}

  /** Starts a server on a port that nobody listens on. */
  static async start(): Promise<ConformanceServer> {
    const probe = createServer();
    const { port } = new URL(await listen(probe));
    await new Promise((resolve) => probe.close(resolve));
    const server = new ConformanceServer(Number(port));
    await server.resume();
    return server;
  }

  /** Where a mount is. */
  at(mount = "plain"): string {
    return `http://127.0.0.1:${this.port}/${mount}`;
  }

  /** Starts the process (again); it is there when it has said where. */
  async resume(): Promise<void> {
    const child = spawn(CONFORMANCE_BIN, ["--port", String(this.port)], { stdio: ["ignore", "pipe", "ignore"] });
    this.#process = child;
    const said = once(createInterface(child.stdout), "line");
    const ended = once(child, "exit").then(([code]) => Promise.reject(new Error(`the server ended with ${code}`)));
    ended.catch(() => {});
    await Promise.race([said, ended]);
  }

  /** Ends the process at once, as a crash would. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  /** Lets the process end as an update would: its clients are told to move. */
  stop(): Promise<void> {
    return this.#end("SIGTERM");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }
}

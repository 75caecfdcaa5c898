import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { listen } from "./net";
import { CONFORMANCE_BIN } from "./paths";

/** Server process on a port that it keeps after a restart. */
export class ConformanceServer {
  #process: ChildProcess | undefined;

  private constructor(readonly port: number) {}

  /** Starts a server on a free port. */
  static async start(): Promise<ConformanceServer> {
    const probe = createServer();
    const { port } = new URL(await listen(probe));
    await new Promise((resolve) => probe.close(resolve));
    const server = new ConformanceServer(Number(port));
    await server.resume();
    return server;
  }

  /** Returns the base URL of one of the server's mounts. */
  at(mount = "plain"): string {
    return `http://127.0.0.1:${this.port}/${mount}`;
  }

  /** Starts the process, and waits until it listens. */
  async resume(): Promise<void> {
    const child = spawn(CONFORMANCE_BIN, ["--port", String(this.port)], { stdio: ["ignore", "pipe", "ignore"] });
    this.#process = child;
    const firstLine = once(createInterface(child.stdout), "line");
    const ended = once(child, "exit").then(([code]) =>
      Promise.reject(new Error(`the server exited with code ${code}`)),
    );
    ended.catch(() => {});
    await Promise.race([firstLine, ended]);
  }

  /** Kills the process. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  /** Stops the process gracefully, so that its clients reconnect. */
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

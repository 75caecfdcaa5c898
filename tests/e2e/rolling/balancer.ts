import { connect, createServer, type Server } from "node:net";
import { freePort } from "../support/free-port";

/** Hands connections on to one server, and from when it is told so to another; those it has stay where they are. */
export class Balancer {
  #target = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** Takes connections on a port of its own. */
  static async start(): Promise<Balancer> {
    const port = await freePort();
    const server = createServer({ pauseOnConnect: true });
    const balancer = new Balancer(server, `http://127.0.0.1:${port}`);
    server.on("connection", (client) => {
      const upstream = connect(balancer.#target, "127.0.0.1");
      client.pipe(upstream);
      upstream.pipe(client);
      client.on("error", () => upstream.destroy());
      upstream.on("error", () => client.destroy());
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return balancer;
  }

  /** Sends what comes from here on to `port`. */
  to(port: number): void {
    this.#target = port;
  }

  /** Takes no more. */
  close(): void {
    this.server.close();
  }
}

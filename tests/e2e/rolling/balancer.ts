import { connect, createServer, type Server } from "node:net";
import { freePort } from "../support/board-server";

/** TCP load balancer that sends new connections to one server at a time. Open connections stay on their server. */
export class Balancer {
  #target = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** Listens on a free port. */
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

  /** Sends new connections to `port`. */
  to(port: number): void {
    this.#target = port;
  }

  /** Stops listening. */
  close(): void {
    this.server.close();
  }
}

import { connect, createServer, type AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Fault of a connection through the proxy. */
export interface Fault {
  /** Number of response bytes after which the connection is cut. */
  readonly cutAfter: number;
  /** Delay of each chunk, in milliseconds. */
  readonly delayMs: number;
}

/** Starts a TCP proxy that cuts and delays connections to `target`. `faultOf` gets the connection number, from 1. */
export async function faultyProxy(target: string, faultOf: (number: number) => Fault) {
  const { port, pathname } = new URL(target);
  const stats = { connections: 0 };
  const server = createServer((client) => {
    const { cutAfter, delayMs } = faultOf((stats.connections += 1));
    const upstream = connect(Number(port), "127.0.0.1");
    let remaining = cutAfter;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    client.pipe(upstream);
    upstream.on("data", (bytes) => {
      setTimeout(() => {
        if (client.destroyed) return;
        client.write(bytes.subarray(0, remaining));
        remaining -= bytes.length;
        if (remaining <= 0) client.end(end);
      }, delayMs);
    });
    for (const socket of [client, upstream]) socket.on("error", end).on("close", end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`, stats };
}

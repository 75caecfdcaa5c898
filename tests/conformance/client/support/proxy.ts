import { connect, createServer, type Socket } from "node:net";
import { listen } from "./net";

/** Fault of a connection through the proxy. */
export interface Fault {
  /** Number of response bytes after which the connection is cut. */
  readonly cutAfter?: number;
  /** Number of request bytes after which the connection is cut. */
  readonly cutRequestAfter?: number;
  /** Delay of each response chunk, in milliseconds. */
  readonly delayMs?: number;
  /** If `true`, a cut closes the connection cleanly, so that the response looks complete. */
  readonly truncate?: boolean;
  /** If `true`, requests are also sent over a second connection, whose responses are dropped. */
  readonly duplicate?: boolean;
}

/** TCP proxy that injects faults. */
export interface Proxy {
  /** URL of `target` through the proxy. */
  readonly url: string;
  /** Number of connections so far. */
  readonly connections: () => number;
  /** Cuts all open connections. */
  readonly cut: () => void;
  readonly close: () => void;
}

/** Starts a TCP proxy in front of `target`. `faultOf` gets the connection number, from 1. */
export async function faultyProxy(target: string, faultOf: (number: number) => Fault = () => ({})): Promise<Proxy> {
  const { port, pathname } = new URL(target);
  const open = new Set<() => void>();
  let connections = 0;
  const server = createServer((client) => open.add(carry(client, Number(port), faultOf((connections += 1)))));
  const origin = await listen(server);
  const cut = () => {
    for (const end of open) end();
    open.clear();
  };
  return {
    url: `${origin}${pathname}`,
    connections: () => connections,
    cut,
    close: () => {
      server.close();
      cut();
    },
  };
}

/** Forwards a connection with its fault. Returns a function that cuts it. */
function carry(client: Socket, port: number, fault: Fault): () => void {
  const { cutAfter = Infinity, cutRequestAfter = Infinity, delayMs = 0, truncate, duplicate } = fault;
  const upstream = connect(port, "127.0.0.1");
  const double = duplicate ? connect(port, "127.0.0.1") : undefined;
  const sockets = [client, upstream, ...(double ? [double] : [])];
  const end = () => sockets.forEach((socket) => socket.destroy());
  let [asked, answered] = [0, 0];
  double?.resume();
  client.on("data", (bytes) => {
    const part = bytes.subarray(0, Math.max(0, cutRequestAfter - asked));
    asked += bytes.length;
    upstream.write(part);
    double?.write(part);
    if (asked >= cutRequestAfter) setTimeout(end, 5);
  });
  upstream.on("data", (bytes) => {
    const part = bytes.subarray(0, Math.max(0, cutAfter - answered));
    answered += bytes.length;
    const last = answered >= cutAfter;
    setTimeout(() => {
      if (client.destroyed) return;
      client.write(part);
      if (!last) return;
      if (truncate) client.end(() => upstream.destroy());
      else client.end(end);
    }, delayMs);
  });
  for (const socket of [client, upstream]) socket.on("error", end).on("close", end);
  double?.on("error", () => {});
  return end;
}

import { connect, createServer, type Socket } from "node:net";
import { listen } from "./listen";

/** What a connection through the proxy suffers. */
export interface Fault {
  /** The answer is cut behind this many bytes. */
  readonly cutAfter?: number;
  /** Cut in the middle of the request, behind this many bytes. */
  readonly cutRequestAfter?: number;
  /** Each piece of the answer comes this late. */
  readonly delayMs?: number;
  /** The connection ends in order where it is cut: what is missing looks like an end. */
  readonly truncate?: boolean;
  /** What comes from the client goes to the server over a second connection too, whose answers nobody reads. */
  readonly duplicate?: boolean;
}

/** A proxy of the tests' own. */
export interface Proxy {
  /** The address of `target`, through the proxy. */
  readonly url: string;
  /** Connections so far. */
  readonly connections: () => number;
  /** Cuts all connections that there are. */
  readonly cut: () => void;
  readonly close: () => void;
}

/** A real proxy in front of `target`; `faultOf` is asked for each connection, from 1. */
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

/** Carries one connection, with its fault; what ends it. */
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

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";

/** Message of a client: JSON, or the text `PING` or `PONG`. */
export type ClientMessage = { id?: number; method?: string; params?: any; data?: any } | "PING" | "PONG";

/** Server side of a connection. */
export interface ServerConnection {
  /** Number of the connection, from 1. */
  readonly number: number;
  readonly url: string;
  readonly messages: ClientMessage[];
  readonly frames: string[];
  readonly socket: WebSocket;
  /** Close code, once the connection is closed. */
  closed: number | undefined;
  readonly send: (...frames: unknown[]) => void;
}

/** Handles a message of a client. */
export type MessageHandler = (peer: ServerConnection, message: ClientMessage) => void;

/** Starts a WebSocket server that stops after the test. */
export async function startWsServer(
  reply: MessageHandler,
  connected: (peer: ServerConnection) => void = () => {},
): Promise<{ url: string; peers: ServerConnection[]; server: Server }> {
  const peers: ServerConnection[] = [];
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket, { url = "" }) => {
    const send = (...frames: unknown[]) => {
      for (const frame of frames) socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
    };
    const peer: ServerConnection = {
      number: peers.length + 1,
      url,
      messages: [],
      frames: [],
      socket,
      closed: undefined,
      send,
    };
    peers.push(peer);
    socket.on("close", (code) => {
      peer.closed = code;
    });
    socket.on("message", (bytes) => {
      const text = String(bytes);
      peer.frames.push(text);
      const messages: ClientMessage[] = text === "PING" || text === "PONG" ? [text] : [JSON.parse(text)].flat();
      for (const message of messages) {
        peer.messages.push(message);
        reply(peer, message);
      }
    });
    connected(peer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const { socket } of peers) socket.terminate();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rpc`, peers, server };
}

/** Creates frames of the protocol. */
export const frame = {
  data: (id: number | undefined, data: unknown) => ({ id, result: { type: "data", data } }),
  tracked: (id: number | undefined, key: string, data: unknown = { id: key, title: key }) => ({
    id,
    result: { type: "data", id: key, data: { id: key, data } },
  }),
  started: (id: number | undefined) => ({ id, result: { type: "started" } }),
  stopped: (id: number | undefined) => ({ id, result: { type: "stopped" } }),
  error: (id: number | null | undefined, code: string, number: number) => ({
    id,
    error: { message: code.toLowerCase(), code: number, data: { code } },
  }),
};

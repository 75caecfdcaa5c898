import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import { listen } from "../support/net";
import type { Json, Step } from "./case";
import { differences, played } from "./difference";
import type { Player } from "./http-player";

/** Time limit of a step. */
const PATIENCE_MS = 3_000;

/** Queue of received values. */
class Inbox<T> {
  readonly #values: T[] = [];
  #waiting: ((value: T | undefined) => void) | undefined;

  push(value: T): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting(value);
    else this.#values.push(value);
  }

  /** Returns the next value, or `undefined` after the time limit. */
  async next(ms: number): Promise<T | undefined> {
    if (this.#values.length > 0) return this.#values.shift();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting = undefined;
        resolve(undefined);
      }, ms);
      this.#waiting = (value) => {
        clearTimeout(timer);
        resolve(value);
      };
    });
  }

  /** Returns the values that were not taken. */
  rest(): readonly T[] {
    return this.#values;
  }
}

interface Peer {
  readonly socket: WebSocket;
  readonly url: string;
  readonly frames: Inbox<string>;
}

/** State of a script while it is played. */
interface Stage {
  readonly mount: string;
  readonly arrivals: Inbox<Peer>;
  readonly peers: Map<number, Peer>;
}

/** Server that plays a script. */
export interface ScriptPlayer extends Player {
  /** Runs the steps in order. `make` starts the calls of a step. */
  run(make: (calls: readonly number[]) => void): Promise<void>;
}

/** Plays the server's side of a script and compares the messages of the client. */
export async function playScript(mount: string, script: readonly Step[]): Promise<ScriptPlayer> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const arrivals = new Inbox<Peer>();
  const peers = new Map<number, Peer>();
  const wrong: string[] = [];
  sockets.on("connection", (socket, { url = "" }) => {
    const frames = new Inbox<string>();
    socket.on("message", (data, binary) => {
      const text = String(data);
      // Pings that are not part of a step.
      if (text === "PING") return socket.send("PONG");
      if (text === "PONG") return;
      frames.push(binary ? `binary: ${text}` : text);
    });
    arrivals.push({ socket, url, frames });
  });

  const origin = await listen(server);
  return {
    url: `${origin}/${mount}`,
    async run(make) {
      for (const [index, step] of script.entries()) {
        if (step.serverOnly) continue;
        const found = await runStep(step, { mount, arrivals, peers }, make);
        if (found.length === 0) continue;
        if (!step.optional) wrong.push(`step ${index}, ${JSON.stringify(step)}:`, ...found);
        return;
      }
    },
    async finish() {
      for (const { frames } of peers.values()) wrong.push(...frames.rest().map((frame) => `unexpected: ${frame}`));
      for (const socket of sockets.clients) socket.terminate();
      server.close();
      return wrong;
    },
  };
}

/** Runs a step. Returns the differences from the script. */
async function runStep(
  step: Step,
  { mount, arrivals, peers }: Stage,
  make: (calls: readonly number[]) => void,
): Promise<string[]> {
  const on = step.on ?? 1;
  if (step.open !== undefined) {
    const peer = await arrivals.next(PATIENCE_MS);
    if (!peer) return ["no socket is opened"];
    peers.set(on, peer);
    return differences(`/${mount}${step.open}`, peer.url, "url");
  }
  const peer = peers.get(on);
  if (!peer) return ["the script opens no such socket"];
  if (step.calls) make(step.calls);
  if ("send" in step) return sent(await peer.frames.next(PATIENCE_MS), step.send);
  if (step.sendText !== undefined) return differences(step.sendText, await peer.frames.next(PATIENCE_MS));
  return respond(step, peer);
}

/** Plays the server's part of a step. */
async function respond(step: Step, { socket, frames }: Peer): Promise<string[]> {
  const send = (frame: Json) => socket.send(JSON.stringify(played(frame)));
  if ("expect" in step) send(step.expect);
  else if (step.expectText !== undefined) socket.send(step.expectText);
  else if (step.expectInterleaved) step.expectInterleaved.flat().forEach(send);
  else if (step.quiet !== undefined) {
    const frame = await frames.next(step.quiet);
    return frame === undefined ? [] : [`nothing is expected, and ${frame} came`];
  } else if (step.expectClose) {
    const [code = 1006] = step.expectClose;
    // Gives the sent data time to arrive.
    await sleep(20);
    if (code === 1006) socket.terminate();
    else socket.close(code);
  }
  return [];
}

/** Compares a frame sent by the client with the expected one. */
function sent(got: string | undefined, expected: Json): string[] {
  if (got === undefined) return ["the client sends nothing"];
  let frame: Json;
  try {
    frame = JSON.parse(got);
  } catch {
    return [`no JSON: ${got}`];
  }
  // The remaining time is shorter than the timeout of the call.
  const [expectedMs, actualMs] = [expected.params?.timeoutMs, frame.params?.timeoutMs];
  if (expectedMs > actualMs && actualMs > 0) frame.params.timeoutMs = expectedMs;
  return differences(expected, frame, "frame");
}

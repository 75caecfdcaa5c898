import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import { listen } from "../support/listen";
import type { Json, Step } from "./case";
import { differences, played } from "./difference";
import type { Player } from "./http-player";

/** How long a step waits for the client. */
const PATIENCE_MS = 3_000;

/** Values that come in, one by one, to be waited for. */
class Inbox<T> {
  readonly #values: T[] = [];
  #waiting: ((value: T | undefined) => void) | undefined;

  push(value: T): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting(value);
    else this.#values.push(value);
  }

  /** The next one; nothing where none comes in this time. */
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

  /** What nobody has taken. */
  rest(): readonly T[] {
    return this.#values;
  }
}

interface Peer {
  readonly socket: WebSocket;
  readonly url: string;
  readonly frames: Inbox<string>;
}

/** A played script. */
export interface ScriptPlayer extends Player {
  /** Takes the steps in their order; `make` makes the calls of a step. */
  run(make: (calls: readonly number[]) => void): Promise<void>;
}

/** Plays the server's side of a script, and compares what the client sends. */
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
      // Signs of life that no step names.
      if (text === "PING") return socket.send("PONG");
      if (text === "PONG") return;
      frames.push(binary ? `binary: ${text}` : text);
    });
    arrivals.push({ socket, url, frames });
  });

  async function take(step: Step, make: (calls: readonly number[]) => void): Promise<string[]> {
    const on = step.on ?? 1;
    if (step.open !== undefined) {
      const peer = await arrivals.next(PATIENCE_MS);
      if (!peer) return ["no socket is opened"];
      peers.set(on, peer);
      return differences(`/${mount}${step.open}`, peer.url, "url");
    }
    const peer = peers.get(on);
    if (!peer) return ["the script opens no such socket"];
    const { socket, frames } = peer;
    const send = (frame: Json) => socket.send(JSON.stringify(played(frame)));
    if (step.calls) make(step.calls);
    if ("send" in step) return sent(await frames.next(PATIENCE_MS), step.send);
    if (step.sendText !== undefined) return differences(step.sendText, await frames.next(PATIENCE_MS));
    if ("expect" in step) send(step.expect);
    else if (step.expectText !== undefined) socket.send(step.expectText);
    else if (step.expectInterleaved) step.expectInterleaved.flat().forEach(send);
    else if (step.quiet !== undefined) {
      const frame = await frames.next(step.quiet);
      return frame === undefined ? [] : [`nothing is expected, and ${frame} came`];
    } else if (step.expectClose) {
      const [code = 1006] = step.expectClose;
      // What was sent has to arrive first.
      await sleep(20);
      if (code === 1006) socket.terminate();
      else socket.close(code);
    }
    return [];
  }

  const origin = await listen(server);
  return {
    url: `${origin}/${mount}`,
    async run(make) {
      for (const [index, step] of script.entries()) {
        if (step.serverOnly) continue;
        const found = await take(step, make);
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

function sent(got: string | undefined, expected: Json): string[] {
  if (got === undefined) return ["the client sends nothing"];
  let frame: Json;
  try {
    frame = JSON.parse(got);
  } catch {
    return [`no JSON: ${got}`];
  }
  // Time passes between the call and the frame.
  const [asked, told] = [expected.params?.timeoutMs, frame.params?.timeoutMs];
  if (asked > told && told > 0) frame.params.timeoutMs = asked;
  return differences(expected, frame, "frame");
}

import { errorFromShape, malformedResponse } from "./envelope.js";
import { createQueue, type Queue } from "./queue.js";

/** What comes out of a body of JSON Lines. */
export interface JsonlHandlers {
  /** The first line: each call's envelope by its index, with promises and iterables where values are still to come. */
  readonly onHead: (envelopes: Readonly<Record<string, unknown>>) => void;
  /** Nobody waits for anything that is still to come. */
  readonly onAbandoned: () => void;
}

/** Puts the values together that a body of JSON Lines holds in pieces. */
export interface JsonlReader {
  /** Takes text in any pieces; throws what is no JSON Lines. */
  readonly push: (text: string) => void;
  /** Ends with an error what is still to come of a call. */
  readonly endCall: (call: string, error: unknown) => void;
}

/** To whom a value belongs. */
interface Owner {
  readonly call: string;
  /** Nobody waits for what still comes. */
  isAbandoned: boolean;
}

/** Where the chunks of one id go: a promise takes the first value, an iterable all. */
interface Channel extends Owner {
  readonly kind: number;
  readonly queue: Queue<unknown>;
}

/** The kind of a channel is also the status of its chunks with a value. */
const PROMISE = 0;
/** The status of the last chunk that is no error, which is a promise's only one. */
const RETURNED = 0;

type Definition = [key: string | null, kind: number, id: number];

/**
 * A reader of `application/jsonl` as tRPC writes it: a head, then `[id, status, value]` as values complete. A value is
 * `[[value], [key, kind, id]…]`, whose definitions say which of its parts come later.
 */
export function createJsonlReader({ onHead: head, onAbandoned: forsaken }: JsonlHandlers): JsonlReader {
  const channels = new Map<number, Channel>();
  /** Chunks whose channel is not defined yet. */
  let undispatched: unknown[] = [];
  let tail = "";
  let handleLine = readHead;
  /** Whether somebody has left since that was last told. */
  let hasNewlyAbandoned = false;

  function readHead(envelopes: any): void {
    handleLine = readChunk;
    const decodeEntry = ([call, value]: [string, unknown]) => [call, hydrate(value, { call, isAbandoned: false })];
    head(Object.fromEntries(Object.entries(envelopes).map(decodeEntry)));
  }

  function readChunk(line: any): void {
    const [id, status, body] = line;
    const channel = channels.get(id);
    if (!channel) return void undispatched.push(line);
    const { kind, queue } = channel;
    if (status === kind) queue.push(hydrate(body, channel));
    else queue.end(status === RETURNED ? undefined : errorFromShape(body));
    if (status === RETURNED || status !== kind) channels.delete(id);
    notifyIfAbandoned();
  }

  function hydrate(encoded: any, { call, isAbandoned: left }: Owner): unknown {
    const [[value], ...definitions] = encoded as [[any?], ...Definition[]];
    let decoded: unknown = value;
    for (const [key, kind, id] of definitions) {
      const part = openChannel(id, { call, isAbandoned: left, kind, queue: createQueue() });
      if (key === null) decoded = part;
      // A key of the value's own: never that of a prototype.
      else if (Object.hasOwn(value, key)) value[key] = part;
    }
    return decoded;
  }

  function openChannel(id: number, channel: Channel): unknown {
    const { kind, isAbandoned: left, queue } = channel;
    channels.set(id, channel);
    if (left) queue.end();
    const waiting = undispatched;
    undispatched = [];
    waiting.forEach(readChunk);
    if (kind === PROMISE) {
      const first = queue.next().then(({ value }) => value);
      // A field that nobody reads may fail without notice.
      first.catch(() => {});
      return first;
    }
    const closeIterator = async () => {
      abandon(channel);
      notifyIfAbandoned();
      return queue.next();
    };
    return { [Symbol.asyncIterator]: () => ({ next: () => queue.next(), return: closeIterator }) };
  }

  function abandon(channel: Channel, error?: unknown): void {
    if (channel.isAbandoned) return;
    channel.isAbandoned = hasNewlyAbandoned = true;
    channel.queue.end(error);
  }

  function notifyIfAbandoned(): void {
    if (!hasNewlyAbandoned || [...channels.values()].some(({ isAbandoned: left }) => !left)) return;
    hasNewlyAbandoned = false;
    forsaken();
  }

  return {
    push(text) {
      const lines = (tail + text).split("\n");
      tail = lines.pop() ?? "";
      try {
        // A sign of life is a space, between lines or on a line's beginning.
        for (const line of lines) if (line.trim()) handleLine(JSON.parse(line));
      } catch (cause) {
        throw malformedResponse("no JSON Lines", cause);
      }
    },
    endCall(call, error) {
      for (const channel of channels.values()) if (call === channel.call) abandon(channel, error);
      notifyIfAbandoned();
    },
  };
}

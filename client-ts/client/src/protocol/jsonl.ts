import { errorOfShape, malformed } from "./envelope.js";
import { createQueue, type Queue } from "./queue.js";

/** What comes out of a body of JSON Lines. */
export interface LineEvents {
  /** The first line: each call's envelope by its index, with promises and iterables where values are still to come. */
  readonly head: (envelopes: Readonly<Record<string, unknown>>) => void;
  /** Nobody waits for anything that is still to come. */
  readonly forsaken: () => void;
}

/** Puts the values together that a body of JSON Lines holds in pieces. */
export interface LineReader {
  /** Takes text in any pieces; throws what is no JSON Lines. */
  readonly push: (text: string) => void;
  /** Ends with an error what is still to come of a call. */
  readonly end: (call: string, error: unknown) => void;
}

/** To whom a value belongs. */
interface Owner {
  readonly call: string;
  /** Nobody waits for what still comes. */
  left: boolean;
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
export function createLineReader({ head, forsaken }: LineEvents): LineReader {
  const channels = new Map<number, Channel>();
  /** Chunks whose channel is not defined yet. */
  let early: unknown[] = [];
  let tail = "";
  let take = begin;
  /** Whether somebody has left since that was last told. */
  let someLeft = false;

  function begin(envelopes: any): void {
    take = chunk;
    const whole = ([call, value]: [string, unknown]) => [call, complete(value, { call, left: false })];
    head(Object.fromEntries(Object.entries(envelopes).map(whole)));
  }

  function chunk(line: any): void {
    const [id, status, body] = line;
    const channel = channels.get(id);
    if (!channel) return void early.push(line);
    const { kind, queue } = channel;
    if (status === kind) queue.push(complete(body, channel));
    else queue.end(status === RETURNED ? undefined : errorOfShape(body));
    if (status === RETURNED || status !== kind) channels.delete(id);
    check();
  }

  function complete(encoded: any, { call, left }: Owner): unknown {
    const [[value], ...definitions] = encoded as [[any?], ...Definition[]];
    let whole: unknown = value;
    for (const [key, kind, id] of definitions) {
      const part = define(id, { call, left, kind, queue: createQueue() });
      if (key === null) whole = part;
      // A key of the value's own: never that of a prototype.
      else if (Object.hasOwn(value, key)) value[key] = part;
    }
    return whole;
  }

  function define(id: number, channel: Channel): unknown {
    const { kind, left, queue } = channel;
    channels.set(id, channel);
    if (left) queue.end();
    const waiting = early;
    early = [];
    waiting.forEach(chunk);
    if (kind === PROMISE) {
      const first = queue.next().then(({ value }) => value);
      // A field that nobody reads may fail without notice.
      first.catch(() => {});
      return first;
    }
    const hangUp = async () => {
      leave(channel);
      check();
      return queue.next();
    };
    return { [Symbol.asyncIterator]: () => ({ next: () => queue.next(), return: hangUp }) };
  }

  function leave(channel: Channel, error?: unknown): void {
    if (channel.left) return;
    channel.left = someLeft = true;
    channel.queue.end(error);
  }

  function check(): void {
    if (!someLeft || [...channels.values()].some(({ left }) => !left)) return;
    someLeft = false;
    forsaken();
  }

  return {
    push(text) {
      const lines = (tail + text).split("\n");
      tail = lines.pop() ?? "";
      try {
        // A sign of life is a space, between lines or on a line's beginning.
        for (const line of lines) if (line.trim()) take(JSON.parse(line));
      } catch (cause) {
        throw malformed("no JSON Lines", cause);
      }
    },
    end(call, error) {
      for (const channel of channels.values()) if (call === channel.call) leave(channel, error);
      check();
    },
  };
}

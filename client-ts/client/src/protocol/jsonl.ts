import { createQueue } from "./queue.js";

/** What comes out of a body of JSON Lines. */
export interface LineEvents {
  /** The first line: each call's envelope by its index, with promises and iterables where values are still to come. */
  readonly head: (envelopes: Readonly<Record<string, unknown>>) => void;
  /** The error that a shape in the body stands for. */
  readonly failure: (shape: unknown) => unknown;
  /** Nobody waits for anything that is still to come. */
  readonly forsaken: () => void;
}

/** Puts the values together that a body of JSON Lines holds in pieces. */
export interface LineReader {
  /** Takes text in any pieces; throws what is no JSON Lines. */
  readonly push: (text: string) => void;
  /** Ends what is still to come with an error. */
  readonly end: (error: unknown) => void;
  /** Ends what is still to come for one call. */
  readonly leave: (call: string, error: unknown) => void;
}

/** Where the chunks of one id go. */
interface Channel {
  readonly call: string;
  /** Whether this chunk was the last. */
  readonly take: (status: number, body: unknown) => boolean;
  readonly end: (error: unknown) => void;
  wanted: boolean;
}

const KIND = { promise: 0, iterable: 1 };
const PROMISE = { resolved: 0 };
const ITERABLE = { returned: 0, yielded: 1 };

/**
 * A reader of `application/jsonl` as tRPC writes it: a head, then `[id, status, value]` as values complete. A value is
 * `[[value], [key, kind, id]…]`, whose definitions say which of its parts come later.
 */
export function createLineReader({ head, failure, forsaken }: LineEvents): LineReader {
  const channels = new Map<number, Channel>();
  let tail = "";
  let begun = false;

  function line(text: string): void {
    const parsed: unknown = JSON.parse(text);
    if (begun) return chunk(...(parsed as [number, number, unknown]));
    if (Array.isArray(parsed) || !(parsed instanceof Object)) throw new TypeError("a body begins with its head");
    begun = true;
    head(Object.fromEntries(Object.entries(parsed as object).map(([call, value]) => [call, complete(value, call)])));
  }

  function chunk(id: number, status: number, body: unknown): void {
    // What was never defined belongs to nobody.
    if (channels.get(id)?.take(status, body)) channels.delete(id);
  }

  function complete(encoded: unknown, call: string): unknown {
    const [[value], ...definitions] = encoded as [[any?], ...[key: string | null, kind: number, id: number][]];
    let whole: unknown = value;
    for (const [key, kind, id] of definitions) {
      const part = kind === KIND.promise ? promised(id, call) : iterated(id, call);
      if (key === null) whole = part;
      // A key of the value's own: never that of a prototype.
      else if (Object.hasOwn(value, key)) value[key] = part;
    }
    return whole;
  }

  function promised(id: number, call: string): Promise<unknown> {
    const made = new Promise<unknown>((resolve, reject) => {
      const take = (status: number, body: unknown) => {
        if (status === PROMISE.resolved) resolve(complete(body, call));
        else reject(failure(body));
        return true;
      };
      channels.set(id, { call, take, end: reject, wanted: true });
    });
    // A field that nobody reads may fail without notice.
    made.catch(() => {});
    return made;
  }

  function iterated(id: number, call: string): AsyncIterable<unknown> {
    const queue = createQueue<unknown>();
    const take = (status: number, body: unknown) => {
      if (status !== ITERABLE.yielded) queue.end(status === ITERABLE.returned ? undefined : failure(body));
      else if (channel.wanted) queue.push(complete(body, call));
      return status !== ITERABLE.yielded;
    };
    const channel: Channel = { call, take, end: queue.end, wanted: true };
    channels.set(id, channel);
    const drop = async (): Promise<IteratorResult<unknown>> => {
      channel.wanted = false;
      queue.end();
      check();
      return { done: true, value: undefined };
    };
    return {
      [Symbol.asyncIterator]: () => ({ ...queue[Symbol.asyncIterator](), return: drop }),
    };
  }

  function check(): void {
    const open = [...channels.values()];
    if (open.length > 0 && !open.some(({ wanted }) => wanted)) forsaken();
  }

  function end(error: unknown, belongs: (channel: Channel) => boolean = () => true): void {
    for (const channel of channels.values()) {
      if (!belongs(channel)) continue;
      channel.wanted = false;
      channel.end(error);
    }
  }

  return {
    push(text) {
      const lines = (tail + text).split("\n");
      tail = lines.pop() ?? "";
      // A sign of life is a space, between lines or on a line's beginning.
      for (const each of lines) if (each.trim()) line(each);
    },
    end,
    leave(call, error) {
      end(error, (channel) => channel.call === call);
      check();
    },
  };
}

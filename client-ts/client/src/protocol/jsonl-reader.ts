import { errorFromShape, malformedResponse } from "./envelope.js";
import { createQueue, type Queue } from "./queue.js";

/** Incremental reader of a JSON Lines body. */
export interface JsonlReader {
  /**
   * Reads the next piece of text.
   *
   * @throws {IsotypeError} `MALFORMED_RESPONSE` if the text is not JSON Lines.
   */
  readonly push: (text: string) => void;
  /** Ends the pending values of a call with an error. */
  readonly endCall: (call: string, error: unknown) => void;
}

/** Call that a value belongs to. */
interface Owner {
  readonly call: string;
  /** If `true`, the caller no longer needs the pending values. */
  aborted: boolean;
}

/** Destination of the chunks with one id: a promise takes the first value, an iterable takes all. */
interface Channel extends Owner {
  readonly kind: Kind;
  readonly queue: Queue<unknown>;
}

/**
 * Kind of a channel: 0 carries a promise, 1 an iterable. A chunk whose status equals the kind of its channel carries a
 * value.
 */
type Kind = 0 | 1;

type Definition = [key: string | null, kind: Kind, id: number];

/**
 * Creates a reader of tRPC's `application/jsonl`. The first line is the head. Each later line is a chunk
 * `[id, status, value]`. A value is `[[value], [key, kind, id]…]`; its definitions name the parts that arrive later.
 *
 * @param onHead - Receives the envelope of each call, by index. Promises and iterables take the place of values that
 * arrive later.
 * @param onAbandoned - Runs when no caller needs the rest of the body.
 */
export function createJsonlReader(
  onHead: (envelopes: Readonly<Record<string, unknown>>) => void,
  onAbandoned: () => void,
): JsonlReader {
  const [readChunk, hydrate, endCall] = createChannels(onAbandoned);
  let buffered = "";
  let handleLine = (envelopes: any): void => {
    handleLine = readChunk;
    const hydrateEntry = ([call, value]: [string, unknown]) => [call, hydrate(value, { call, aborted: false })];
    onHead(Object.fromEntries(Object.entries(envelopes).map(hydrateEntry)));
  };
  return {
    push(text) {
      const lines = (buffered + text).split("\n");
      buffered = lines.pop() as string;
      try {
        // The server sends spaces to keep the connection alive, on empty lines or at the start of a line.
        for (const line of lines) if (line.trim()) handleLine(JSON.parse(line));
      } catch (cause) {
        throw malformedResponse("JSON Lines", cause);
      }
    },
    endCall,
  };
}

/**
 * Values of a body that have not arrived yet. `hydrate` decodes a value and opens a channel for each part that arrives
 * later.
 */
type Channels = readonly [
  readChunk: (line: any) => void,
  hydrate: (encoded: any, owner: Owner) => unknown,
  endCall: JsonlReader["endCall"],
];

function createChannels(onAbandoned: () => void): Channels {
  const channels = new Map<number, Channel>();
  /** Chunks that arrived before the definition of their channel. */
  const undispatched: unknown[] = [];
  let hasNewlyAbandoned = false;

  function readChunk(line: any): void {
    const [id, status, body] = line;
    const channel = channels.get(id);
    if (!channel) return void undispatched.push(line);
    const { kind, queue } = channel;
    // The last chunk of a channel that did not fail. A promise has no other.
    const isReturn = status === 0;
    if (status === kind) queue.push(hydrate(body, channel));
    else queue.end(isReturn ? undefined : errorFromShape(body));
    if (isReturn || status !== kind) channels.delete(id);
    notifyIfAbandoned();
  }

  function hydrate(encoded: any, { call, aborted }: Owner): unknown {
    const [[value], ...definitions] = encoded as [[any?], ...Definition[]];
    let decoded: unknown = value;
    for (const [key, kind, id] of definitions) {
      const part = openChannel(id, { call, aborted, kind, queue: createQueue() });
      if (key === null) decoded = part;
      // Never assigns a key that the value inherits from its prototype.
      else if (Object.hasOwn(value, key)) value[key] = part;
    }
    return decoded;
  }

  function openChannel(id: number, channel: Channel): unknown {
    channels.set(id, channel);
    if (channel.aborted) channel.queue.end();
    undispatched.splice(0).forEach(readChunk);
    return toValue(channel, () => {
      abandon(channel);
      notifyIfAbandoned();
    });
  }

  function abandon(channel: Channel, error?: unknown): void {
    if (channel.aborted) return;
    channel.aborted = hasNewlyAbandoned = true;
    channel.queue.end(error);
  }

  function notifyIfAbandoned(): void {
    if (!hasNewlyAbandoned || [...channels.values()].some(({ aborted }) => !aborted)) return;
    hasNewlyAbandoned = false;
    onAbandoned();
  }

  function endCall(call: string, error: unknown): void {
    for (const channel of channels.values()) if (call === channel.call) abandon(channel, error);
    notifyIfAbandoned();
  }

  return [readChunk, hydrate, endCall];
}

/** Returns the promise or the iterable of a channel. `onReturn` runs when the reader of an iterable stops early. */
function toValue({ kind, queue }: Channel, onReturn: () => void): unknown {
  if (kind === 0) {
    const first = queue.next().then(({ value }) => value);
    // A field that the caller never reads must not cause an unhandled rejection.
    first.catch(() => {});
    return first;
  }
  const closeIterator = async () => {
    onReturn();
    return queue.next();
  };
  return { [Symbol.asyncIterator]: () => ({ next: () => queue.next(), return: closeIterator }) };
}

import { lost, toIsotypeError } from "../error/index.js";
import { createEventParser, errorOfShape, malformed, parseJson } from "../protocol/index.js";
import {
  type ConnectionState,
  follow,
  isFault,
  isTransient,
  type Operation,
  pause,
  readOutput,
  readText,
  sleep,
  toJson,
  within,
} from "../transport/index.js";
import { sendAlone } from "./alone.js";
import type { SseOptions } from "./options.js";

/** How long to wait for a server that has announced nothing yet; a connection that lived longer has worked, though it was quiet. */
const OPENING_MS = 30_000;

type Values = AsyncGenerator<unknown, void, undefined>;

/** The values of a subscription, by one connection after another until the server has said all or refuses. */
export async function* valuesOf(
  operation: Operation,
  options: SseOptions,
  tell: (now: ConnectionState) => void,
  renew: (() => unknown) | undefined,
): Values {
  const { input: first, resume, signal } = operation;
  const { inactivityMs, backoff } = options;
  /** The id of the last event that arrived. */
  let lastId: string | undefined;
  /** Attempts since a connection last said more than that it is there, which it says before a refusal too. */
  let failures = 0;
  /** Gets another token before the next attempt, where the last one was refused. */
  let renewal: typeof renew;
  /** When the server answered the latest attempt with events, if it did; nothing before the first. */
  let opened: number | undefined;

  async function* connect(input: unknown): Values {
    const own = follow(signal);
    const events = createEventParser();
    let silence = inactivityMs ?? OPENING_MS;
    opened = 0;
    try {
      const opening = sendAlone(options, operation, {
        json: toJson(input),
        headers: { accept: "text/event-stream", ...(lastId && { "last-event-id": lastId }) },
        signal: own.signal,
        cache: "no-store",
      });
      const response = await within(opening, silence, () => lost("silence"));
      if (response.status === 204) return;
      const body = await bodyOf(response);
      opened = Date.now();
      for await (const text of readText(body, () => silence || undefined)) {
        for (const { type, data, id } of events(text)) {
          if (type === "return") return;
          if (type === "serialized-error") throw errorOfShape(parseJson(data));
          if (type === "connected") {
            silence = inactivityMs ?? (parseJson(data) as any)?.reconnectAfterInactivityMs;
            tell({ state: "live" });
          } else failures = 0;
          // An event that clears the id is followed by one that restores it: between the two, the old one still holds.
          if (id) lastId = id;
          if (type === "message") yield parseJson(data);
        }
      }
    } finally {
      // Whatever ended the iteration, the server learns of it now.
      own.abort();
    }
  }

  for (;;) {
    try {
      signal?.throwIfAborted();
      tell({ state: "connecting" });
      await renewal?.();
      return yield* connect(resume && opened !== undefined ? resume(lastId) : first);
    } catch (thrown) {
      const error = toIsotypeError(thrown, operation);
      renewal = !renewal && error.code === "UNAUTHORIZED" ? renew : undefined;
      if (renewal) continue;
      // Within the stream an error that is no fault of the server ends it; before, what passes is waited out too.
      if (!isFault(error) && (opened ? error.code !== "NETWORK" : !isTransient(error))) throw error;
      if (opened && Date.now() - opened > OPENING_MS) failures = 0;
      const [now, ms] = pause(error, ++failures, backoff);
      tell(now);
      await sleep(ms, signal);
    }
  }
}

/** The body of a response that carries events. */
async function bodyOf(response: Response): Promise<ReadableStream<Uint8Array>> {
  const { body, headers, ok } = response;
  const type = headers.get("content-type") ?? "";
  if (!ok) await readOutput(response);
  if (body && /^text\/event-stream\b/i.test(type)) return body;
  throw malformed("without events", type);
}

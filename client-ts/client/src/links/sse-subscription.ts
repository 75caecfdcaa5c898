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
import { sendOperation } from "./alone.js";
import type { SseOptions } from "./options.js";

/** How long to wait for a server that has announced nothing yet; a connection that lived longer has worked, though it was quiet. */
const CONNECT_TIMEOUT_MS = 30_000;

type ValueStream = AsyncGenerator<unknown, void, undefined>;

/** The values of a subscription, by one connection after another until the server has said all or refuses. */
export async function* subscribeWithReconnect(
  operation: Operation,
  options: SseOptions,
  onStateChange: (now: ConnectionState) => void,
  refreshAuth: (() => unknown) | undefined,
): ValueStream {
  const { input: first, resumeInput: resume, signal } = operation;
  const { reconnectAfterInactivityMs: inactivityMs, backoff } = options;
  /** The id of the last event that arrived. */
  let lastEventId: string | undefined;
  /** Attempts since a connection last said more than that it is there, which it says before a refusal too. */
  let failures = 0;
  /** Gets another token before the next attempt, where the last one was refused. */
  let pendingRefresh: typeof refreshAuth;
  /** When the server answered the latest attempt with events, if it did; nothing before the first. */
  let openedAt: number | undefined;

  async function* connect(input: unknown): ValueStream {
    const controller = follow(signal);
    const events = createEventParser();
    let inactivityTimeoutMs = inactivityMs ?? CONNECT_TIMEOUT_MS;
    openedAt = 0;
    try {
      const opening = sendOperation(options, operation, {
        json: toJson(input),
        headers: { accept: "text/event-stream", ...(lastEventId && { "last-event-id": lastEventId }) },
        signal: controller.signal,
        cache: "no-store",
      });
      const response = await within(opening, inactivityTimeoutMs, () => lost("silence"));
      if (response.status === 204) return;
      const body = await eventStreamBody(response);
      openedAt = Date.now();
      for await (const text of readText(body, () => inactivityTimeoutMs || undefined)) {
        for (const { type, data, id } of events(text)) {
          if (type === "return") return;
          if (type === "serialized-error") throw errorOfShape(parseJson(data));
          if (type === "connected") {
            inactivityTimeoutMs = inactivityMs ?? (parseJson(data) as any)?.reconnectAfterInactivityMs;
            onStateChange({ state: "open" });
          } else failures = 0;
          // An event that clears the id is followed by one that restores it: between the two, the old one still holds.
          if (id) lastEventId = id;
          if (type === "message") yield parseJson(data);
        }
      }
    } finally {
      // Whatever ended the iteration, the server learns of it now.
      controller.abort();
    }
  }

  for (;;) {
    try {
      signal?.throwIfAborted();
      onStateChange({ state: "connecting" });
      await pendingRefresh?.();
      return yield* connect(resume && openedAt !== undefined ? resume(lastEventId) : first);
    } catch (thrown) {
      const error = toIsotypeError(thrown, operation);
      pendingRefresh = !pendingRefresh && error.code === "UNAUTHORIZED" ? refreshAuth : undefined;
      if (pendingRefresh) continue;
      // Within the stream an error that is no fault of the server ends it; before, what passes is waited out too.
      if (!isFault(error) && (openedAt ? error.code !== "NETWORK" : !isTransient(error))) throw error;
      if (openedAt && Date.now() - openedAt > CONNECT_TIMEOUT_MS) failures = 0;
      const [now, ms] = pause(error, ++failures, backoff);
      onStateChange(now);
      await sleep(ms, signal);
    }
  }
}

/** The body of a response that carries events. */
async function eventStreamBody(response: Response): Promise<ReadableStream<Uint8Array>> {
  const { body, headers, ok } = response;
  const type = headers.get("content-type") ?? "";
  if (!ok) await readOutput(response);
  if (body && /^text\/event-stream\b/i.test(type)) return body;
  throw malformed("without events", type);
}

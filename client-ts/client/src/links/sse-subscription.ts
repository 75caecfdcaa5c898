import { toIsotypeError } from "../error/index.js";
import { createEventParser, errorFromShape, malformedResponse, parseJson, toJson } from "../protocol/index.js";
import {
  type ConnectionState,
  type HttpRequest,
  isServerError,
  isTransient,
  linkedAbortController,
  nextRetry,
  type Operation,
  readOutput,
  readTextChunks,
  sleep,
  withTimeout,
} from "../transport/index.js";
import { CONNECT_TIMEOUT_MS } from "./constants.js";
import { sendOperation } from "./http.js";
import type { SseOptions } from "./options.js";

type ValueStream = AsyncGenerator<unknown, void, undefined>;

/**
 * Yields the values of a subscription, and reconnects until the server ends the stream or rejects it: after network and
 * server errors of an open stream, and after all transient errors before it opens.
 */
export async function* subscribeWithReconnect(
  operation: Operation,
  options: SseOptions,
  onStateChange: (state: ConnectionState) => void,
  refreshAuth: (() => unknown) | undefined,
): ValueStream {
  const { input, resumeInput, signal } = operation;
  const { reconnectAfterInactivityMs, backoff } = options;
  let lastEventId: string | undefined;
  /** Failed attempts since the last event other than `connected`. The server sends `connected` before an error too. */
  let failures = 0;
  let pendingRefresh: typeof refreshAuth;
  /** Time of the response to the latest attempt. 0 before it arrives, `undefined` before the first attempt. */
  let openedAt: number | undefined;
  async function* connect(json: string | undefined): ValueStream {
    const controller = linkedAbortController(signal);
    const parseEvents = createEventParser();
    let inactivityTimeoutMs = reconnectAfterInactivityMs ?? CONNECT_TIMEOUT_MS;
    openedAt = 0;
    try {
      const request = streamRequest(json, lastEventId, controller.signal);
      const body = await readStream(await withTimeout(sendOperation(options, operation, request), inactivityTimeoutMs));
      if (!body) return;
      openedAt = Date.now();
      for await (const text of readTextChunks(body, () => inactivityTimeoutMs || undefined)) {
        for (const { type, data, id } of parseEvents(text)) {
          if (type === "return") return;
          if (type === "serialized-error") throw errorFromShape(parseJson(data));
          if (type === "connected") {
            inactivityTimeoutMs = reconnectAfterInactivityMs ?? (parseJson(data) as any)?.reconnectAfterInactivityMs;
            onStateChange({ state: "open" });
          } else failures = 0;
          // The server clears the id in one event and sets it in the next. In between, the previous id applies.
          if (id) lastEventId = id;
          if (type === "message") yield parseJson(data);
        }
      }
    } finally {
      controller.abort();
    }
  }

  for (;;) {
    try {
      signal?.throwIfAborted();
      onStateChange({ state: "connecting" });
      await pendingRefresh?.();
      return yield* connect(toJson(resumeInput && openedAt !== undefined ? resumeInput(lastEventId) : input));
    } catch (thrown) {
      const error = toIsotypeError(thrown, operation);
      pendingRefresh = !pendingRefresh && error.code === "UNAUTHORIZED" ? refreshAuth : undefined;
      if (pendingRefresh) continue;
      if (!isServerError(error) && (openedAt ? error.code !== "NETWORK" : !isTransient(error))) throw error;
      if (openedAt && Date.now() - openedAt > CONNECT_TIMEOUT_MS) failures = 0;
      const [state, ms] = nextRetry(error, ++failures, backoff);
      onStateChange(state);
      await sleep(ms, signal);
    }
  }
}

/** Returns the parts of a request for the events after an event id. */
function streamRequest(
  json: string | undefined,
  lastEventId: string | undefined,
  signal: AbortSignal,
): Partial<HttpRequest> {
  const headers = { accept: "text/event-stream", ...(lastEventId && { "last-event-id": lastEventId }) };
  return { json, headers, signal, cache: "no-store" };
}

/** Returns the body of an event stream, or `undefined` if the server responds that it has ended, by the status 204. */
async function readStream(response: Response): Promise<ReadableStream<Uint8Array> | undefined> {
  const { status, body, headers, ok } = response;
  if (status === 204) return undefined;
  const type = headers.get("content-type") ?? "";
  if (!ok) await readOutput(response);
  if (body && /^text\/event-stream\b/i.test(type)) return body;
  throw malformedResponse("text/event-stream", type);
}

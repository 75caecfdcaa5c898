import { lost } from "../error/index.js";
import { createEventParser, errorOfShape, malformed, parseJson } from "../protocol/index.js";
import {
  type ConnectionState,
  follow,
  type Operation,
  readOutput,
  readText,
  toJson,
  within,
} from "../transport/index.js";
import { sendAlone } from "./alone.js";
import type { SseOptions } from "./options.js";

/** How long to wait for a server that has announced nothing yet. */
const OPENING_MS = 30_000;

/** What one subscription remembers across its connections. */
export interface Session {
  readonly operation: Operation;
  readonly tell: (now: ConnectionState) => void;
  /** The id of the last event that arrived. */
  lastId?: string;
  /** Attempts since a connection last worked. */
  failures: number;
  /** Whether the server has answered with events on the latest connection. */
  opened: boolean;
}

type Values = AsyncGenerator<unknown, void, undefined>;

/** The values of one connection, from its request until the server has said all; throws where it does not come to that. */
export async function* connect(session: Session, options: SseOptions, input: unknown): Values {
  const { operation, lastId } = session;
  const { inactivityMs } = options;
  const own = follow(operation.signal);
  const asked = {
    json: toJson(input),
    headers: { accept: "text/event-stream", ...(lastId && { "last-event-id": lastId }) },
    signal: own.signal,
    cache: "no-store",
  } as const;
  const events = createEventParser();
  let silence = inactivityMs ?? OPENING_MS;
  session.opened = false;
  try {
    const response = await within(sendAlone(options, operation, asked), silence, () => lost("silence"));
    if (response.status === 204) return;
    const body = await bodyOf(response);
    session.opened = true;
    for await (const text of readText(body, () => silence || undefined)) {
      for (const { type, data, id } of events(text)) {
        if (type === "return") return;
        if (type === "serialized-error") throw errorOfShape(parseJson(data));
        if (type === "connected") {
          silence = inactivityMs ?? (parseJson(data) as any)?.reconnectAfterInactivityMs;
          session.tell({ state: "live" });
        }
        // An event that clears the id is followed by one that restores it: between the two, the old one still holds.
        if (id) session.lastId = id;
        session.failures = 0;
        if (type === "message") yield parseJson(data);
      }
    }
  } finally {
    // Whatever ended the iteration, the server learns of it now.
    own.abort();
  }
}

/** The body of a response that carries events. */
async function bodyOf(response: Response): Promise<ReadableStream<Uint8Array>> {
  const { body, headers, ok, status } = response;
  const type = headers.get("content-type") ?? "";
  if (ok && body && /^text\/event-stream\s*(;|$)/i.test(type)) return body;
  if (!ok) await readOutput(response);
  throw malformed("without events", type, { status });
}

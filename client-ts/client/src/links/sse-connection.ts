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
  const own = follow(operation.signal);
  const asked = {
    json: toJson(input),
    headers: { accept: "text/event-stream", ...(lastId && { "last-event-id": lastId }) },
    signal: own.signal,
    cache: "no-store",
  } as const;
  session.opened = false;
  try {
    const opening = sendAlone(options, operation, asked);
    const response = await within(opening, options.inactivityMs ?? OPENING_MS, () => lost("silence"));
    if (response.status === 204) return;
    const body = await bodyOf(response);
    session.opened = true;
    yield* read(session, options, body);
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

async function* read(session: Session, { inactivityMs }: SseOptions, body: ReadableStream<Uint8Array>): Values {
  const events = createEventParser();
  let silence = inactivityMs ?? OPENING_MS;
  for await (const text of readText(body, () => silence || undefined)) {
    for (const { type, data, id } of events(text)) {
      if (type === "connected") {
        session.failures = 0;
        silence = inactivityMs ?? announcedMs(parseJson(data));
        session.tell({ state: "live" });
      } else if (type === "return") {
        return;
      } else if (type === "serialized-error") {
        throw errorOfShape(parseJson(data));
      }
      // An event that clears the id is followed by one that restores it: between the two, the old one still holds.
      if (id) session.lastId = id;
      if (type === "message") {
        session.failures = 0;
        yield parseJson(data);
      }
    }
  }
}

/** The silence that the server allows before it counts as lost; 0 where it announces none. */
function announcedMs(announced: any): number {
  const limit: unknown = announced?.reconnectAfterInactivityMs;
  return typeof limit === "number" && limit > 0 ? limit : 0;
}

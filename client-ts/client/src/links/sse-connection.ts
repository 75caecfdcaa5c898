import { toIsotypeError } from "../error/index.js";
import { address, errorOfShape, inputParam, isServerFault, malformed, openEnvelope } from "../protocol/index.js";
import {
  encode,
  eventsOf,
  follow,
  isTransient,
  type Operation,
  readEvents,
  readJson,
  resolveHeaders,
  type SessionState,
  send,
  within,
} from "../transport/index.js";
import type { SseOptions } from "./options.js";

/** How long to wait for a server that has announced nothing yet. */
const OPENING_MS = 30_000;

/** What one subscription remembers across its connections. */
export interface Session {
  readonly operation: Operation;
  /** The id of the last event that arrived, `""` before the first. */
  lastId: string;
  /** Whether there was an attempt before. */
  again: boolean;
  /** Attempts since a connection last worked. */
  failures: number;
  readonly tell: (state: SessionState) => void;
}

/** How a connection ended: for good, or to be opened again. */
export type Ending = { readonly over: true } | { readonly over: false; readonly error: unknown };

/** One connection, from its request to its end. Throws what ends the subscription with an error. */
export async function* connect(session: Session, options: SseOptions): AsyncGenerator<unknown, Ending, undefined> {
  const { signal } = session.operation;
  const [own, unfollow] = follow(signal);
  let opened = false;
  try {
    const response = await open(session, options, own.signal);
    if (response.status === 204) return { over: true };
    opened = true;
    return yield* read(session, options, response, own.signal);
  } catch (error) {
    // Within the stream an error says by itself whether it ends it; before, any fault of the server passes.
    const { code, status = 0 } = toIsotypeError(error);
    if (code === "NETWORK" || (!opened && (isTransient(error) || status >= 500))) return { over: false, error };
    throw error;
  } finally {
    unfollow();
    // Whatever ended the iteration, the server learns of it now.
    own.abort();
  }
}

async function open(session: Session, options: SseOptions, signal: AbortSignal): Promise<Response> {
  const { operation, lastId } = session;
  const { path } = operation;
  const own = [options.headers ?? {}];
  const headers: Record<string, string> = {
    accept: "text/event-stream",
    ...(await resolveHeaders([...own, ...operation.headers])),
  };
  if (lastId) headers["last-event-id"] = lastId;
  const input = session.again && operation.resume ? operation.resume(lastId || undefined) : operation.input;
  session.again = true;
  const url = address(options.url, encodeURIComponent(path), inputParam(encode(input, path)));
  const request = { path, url, init: { headers, signal, cache: "no-store" } satisfies RequestInit };
  const response = await within(send(options.fetch, request), options.inactivityMs ?? OPENING_MS, path);
  if (!response.ok) {
    const [answer, reply] = await readJson(response, request);
    openEnvelope(answer, path, reply);
    throw malformed(`the server answered ${response.status} without an error`, path, reply);
  }
  return response;
}

async function* read(
  session: Session,
  { inactivityMs }: SseOptions,
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<unknown, Ending, undefined> {
  const { path } = session.operation;
  let silence = inactivityMs ?? OPENING_MS;
  const silenceMs = () => silence || undefined;
  for await (const { type, data, id } of readEvents(eventsOf(response, path), { path, signal, silenceMs })) {
    if (type === "connected") {
      session.failures = 0;
      silence = inactivityMs ?? announcedMs(parse(data, path));
      session.tell({ state: "live" });
    } else if (type === "return") {
      return { over: true };
    } else if (type === "serialized-error") {
      const shape = parse(data, path);
      const error = errorOfShape(shape, path);
      if (isServerFault(shape)) return { over: false, error };
      throw error;
    }
    // An event that clears the id is followed by one that restores it: between the two, the old one still holds.
    if (id) session.lastId = id;
    if (type === "message") {
      session.failures = 0;
      yield parse(data, path);
    }
  }
  return { over: false, error: undefined };
}

/** The silence that the server allows before it counts as lost; 0 where it announces none. */
function announcedMs(announced: unknown): number {
  const limit = (announced as { reconnectAfterInactivityMs?: unknown } | null)?.reconnectAfterInactivityMs;
  return typeof limit === "number" && limit > 0 ? limit : 0;
}

function parse(data: string, path: string): unknown {
  try {
    return JSON.parse(data);
  } catch (cause) {
    throw malformed("an event is no JSON", path, undefined, cause);
  }
}

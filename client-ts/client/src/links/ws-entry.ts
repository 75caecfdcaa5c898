import { type Frame, openEnvelope, type Queue } from "../protocol/index.js";
import { type ConnectionState, msLeft, type Operation, toJson, type Wire } from "../transport/index.js";

/** A call or a subscription that is not over. */
export interface Entry {
  /** Another one at each start over, so that what still comes under the old one is left alone. */
  id: number;
  readonly operation: Operation;
  readonly queue: Queue<unknown>;
  /** Where it was sent last. */
  wire?: Wire | undefined;
  /** While it moves: where it was before. That wire serves until the other has answered. */
  before?: Wire | undefined;
  /** While it moves: what has come by the new wire, for the one before to say its last first. */
  held?: Frame[] | undefined;
  /** What came by the wire before while it moved, and may come again by the one that takes over. */
  seen: string[];
  /** Waits to be begun anew after a fault of the server. */
  rest?: ReturnType<typeof setTimeout>;
  /** Faults of the server since its last value. */
  faults: number;
  /** The id of the last tracked value. */
  lastId?: string;
  /** How the server took it last; nothing before it ever did. */
  taken?: "served" | "refused";
  /** What its caller was told last. */
  shown?: ConnectionState["state"];
}

/** Whether an entry is a subscription. */
export function isStream({ operation }: Entry): boolean {
  return operation.kind === "subscription";
}

/** Whether an entry that moves is served by the wire before. */
export function isServedBefore({ before, held }: Entry): boolean {
  return before !== undefined && !held;
}

/** Tells an entry's caller what becomes of its connection; a move, while it is served, is no concern of his. */
export function tell(entry: Entry, now: ConnectionState): void {
  const { state } = now;
  if (isServedBefore(entry) || (state === entry.shown && state !== "waiting")) return;
  entry.shown = state;
  entry.operation.onConnection?.(now);
}

/** The message that asks for an entry, the first time or again. */
export function requestOf({ id, operation, taken, lastId }: Entry): object {
  const { kind, path, input, resume, deadline, idempotencyKey } = operation;
  const params = {
    path,
    input: taken && resume ? resume(lastId) : input,
    lastEventId: lastId,
    timeoutMs: msLeft(deadline),
    idempotencyKey,
  };
  return { id, method: kind, params };
}

/** Hands on the value in a frame; one that several wires of a move carry is handed on once. */
export function takeValue(entry: Entry, from: Wire, frame: Frame): void {
  const { before, queue, seen } = entry;
  const value = openEnvelope(frame) as { readonly data?: unknown } | null;
  const id = frame.result?.id;
  const isTracked = id !== undefined;
  if (before || seen.length > 0) {
    // A value without an id is known again by what it says, which one wire may well say twice.
    const key = isTracked ? ID + id : (toJson(value) as string);
    const at = isTracked || from !== before ? seen.indexOf(key) : -1;
    if (at >= 0) return void seen.splice(at, 1);
    if (from === before) seen.push(key);
  }
  if (isTracked) entry.lastId = String(id);
  entry.faults = 0;
  queue.push(isTracked ? (value?.data ?? null) : value);
}

/** Tells ids from values: no JSON begins with it. */
export const ID = "#";

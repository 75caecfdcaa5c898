import { type Frame, openEnvelope } from "../protocol/index.js";
import { type ConnectionState, msLeft, type Operation, type Wire } from "../transport/index.js";

/** A call or a subscription that is not over. */
export interface Entry {
  /** Another one at each start over, so that what still comes under the old one is left alone. */
  id: number;
  readonly operation: Operation;
  readonly give: (value: unknown) => void;
  readonly end: (error?: unknown) => void;
  /** Where it was sent last. */
  wire?: Wire | undefined;
  /** While it moves: where it was before. That wire serves until the other has answered. */
  before?: Wire | undefined;
  /** While it moves: what has come by the new wire, for the one before to say its last first. */
  held?: Frame[] | undefined;
  /** What came by a wire while it moved, and may come again by the one that takes over. */
  seen: Array<{ readonly from: Wire; readonly key: string }>;
  /** Waits to be begun anew after a fault of the server. */
  rest?: ReturnType<typeof setTimeout>;
  /** Faults of the server since it began. */
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
  const { before, give, seen } = entry;
  const value = openEnvelope(frame);
  const id = frame.result?.id;
  // A value without an id is known again by what it says.
  if (before || seen.length > 0) {
    // A value without an id is known again by what it says.
    const key = id === undefined ? JSON.stringify(value) : ID + id;
    const at = seen.findIndex((one) => one.key === key && one.from !== from);
    if (at >= 0) return void seen.splice(at, 1);
    if (from === before) seen.push({ from, key });
  }
  if (id === undefined) return give(value);
  entry.lastId = String(id);
  give((value as { readonly data?: unknown } | null)?.data ?? null);
}

/** What both wires carried is over: from here on a value that says the same is another one. A tracked one never is. */
export function forgetValues(entry: Entry): void {
  entry.seen = entry.seen.filter(({ key }) => key.startsWith(ID));
}

/** Tells ids from values: no JSON begins with it. */
const ID = "#";

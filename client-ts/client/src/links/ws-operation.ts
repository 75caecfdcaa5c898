import { type Frame, openEnvelope, type Queue } from "../protocol/index.js";
import { type ConnectionState, msLeft, type Operation, toJson, type Wire } from "../transport/index.js";

/** A call or a subscription that is not over. */
export interface ActiveOperation {
  /** Another one at each start over, so that what still comes under the old one is left alone. */
  id: number;
  readonly operation: Operation;
  readonly queue: Queue<unknown>;
  /** Where it was sent last. */
  connection?: Wire | undefined;
  /** While it moves: where it was before. That wire serves until the other has answered. */
  previousConnection?: Wire | undefined;
  /** While it moves: what has come by the new wire, for the one before to say its last first. */
  bufferedFrames?: Frame[] | undefined;
  /** What came by the wire before while it moved, and may come again by the one that takes over. */
  seenKeys: string[];
  /** Waits to be begun anew after a fault of the server. */
  retryTimer?: ReturnType<typeof setTimeout>;
  /** Faults of the server since its last value. */
  failures: number;
  /** The id of the last tracked value. */
  lastEventId?: string;
  /** How the server took it last; nothing before it ever did. */
  lastOutcome?: "accepted" | "unauthorized";
  /** What its caller was told last. */
  reportedState?: ConnectionState["state"];
}

/** Whether an entry is a subscription. */
export function isSubscription({ operation }: ActiveOperation): boolean {
  return operation.kind === "subscription";
}

/** Whether an entry that moves is served by the wire before. */
export function isOnPreviousConnection({ previousConnection: before, bufferedFrames: held }: ActiveOperation): boolean {
  return before !== undefined && !held;
}

/** Tells an entry's caller what becomes of its connection; a move, while it is served, is no concern of his. */
export function reportState(entry: ActiveOperation, now: ConnectionState): void {
  const { state } = now;
  if (isOnPreviousConnection(entry) || (state === entry.reportedState && state !== "reconnecting")) return;
  entry.reportedState = state;
  entry.operation.onConnectionStateChange?.(now);
}

/** The message that asks for an entry, the first time or again. */
export function requestMessage({ id, operation, lastOutcome: taken, lastEventId: lastId }: ActiveOperation): object {
  const { kind, path, input, resumeInput: resume, deadline, idempotencyKey } = operation;
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
export function deliverValue(entry: ActiveOperation, connection: Wire, frame: Frame): void {
  const { previousConnection: before, queue, seenKeys: seen } = entry;
  const value = openEnvelope(frame) as { readonly data?: unknown } | null;
  const id = frame.result?.id;
  const isTracked = id !== undefined;
  if (before || seen.length > 0) {
    // A value without an id is known again by what it says, which one wire may well say twice.
    const key = isTracked ? EVENT_ID_PREFIX + id : (toJson(value) as string);
    const at = isTracked || connection !== before ? seen.indexOf(key) : -1;
    if (at >= 0) return void seen.splice(at, 1);
    if (connection === before) seen.push(key);
  }
  if (isTracked) entry.lastEventId = String(id);
  entry.failures = 0;
  queue.push(isTracked ? (value?.data ?? null) : value);
}

/** Tells ids from values: no JSON begins with it. */
export const EVENT_ID_PREFIX = "#";

import type { IsotypeError } from "../error/index.js";
import { type Frame, openEnvelope } from "../protocol/index.js";
import { msLeft, type Operation, type Wire } from "../transport/index.js";

/** A call or a subscription that is not over. */
export interface Entry {
  /** Another one at each start over, so that what still comes under the old one is left alone. */
  id: number;
  readonly operation: Operation;
  readonly give: (value: unknown) => void;
  readonly end: (error?: IsotypeError) => void;
  /** Where it was sent last. */
  wire?: Wire | undefined;
  /** Where it is still served while another wire takes over. */
  before?: Wire | undefined;
  /** Waits to be begun anew after a fault of the server. */
  rest?: ReturnType<typeof setTimeout>;
  /** Faults of the server since the last value. */
  faults: number;
  /** The id of the last tracked value. */
  lastId?: string;
  /** Ids of values that came by the wire before and will come again by the one that takes over. */
  readonly seen: Set<string>;
}

/** Where an entry is served: by more than one wire while it moves. */
export function wiresOf({ wire, before }: Entry): Wire[] {
  return [wire, before].filter((each) => each !== undefined);
}

/** Whether an entry is a subscription. */
export function isStream({ operation }: Entry): boolean {
  return operation.kind === "subscription";
}

/** The message that asks for an entry, the first time or again. */
export function writeRequest({ id, operation, wire, lastId }: Entry): string {
  const { kind, path, input, resume, deadline, idempotencyKey } = operation;
  const params = {
    path,
    input: wire && resume ? resume(lastId) : input,
    lastEventId: lastId,
    timeoutMs: msLeft(deadline),
    idempotencyKey,
  };
  return JSON.stringify({ id, method: kind, params });
}

/** Hands on the value in a frame; a tracked one once only. */
export function takeValue(entry: Entry, from: Wire, frame: Frame): void {
  const value = openEnvelope(frame, entry.operation.path);
  const id = frame.result?.id;
  if (id === undefined) return entry.give(value);
  const key = String(id);
  if (from === entry.before) entry.seen.add(key);
  else if (entry.seen.has(key)) return;
  entry.lastId = key;
  entry.give((value as { readonly data?: unknown } | null)?.data ?? null);
}

import { aborted, type IsotypeError, lost } from "../error/index.js";
import { createQueue, errorOfShape, type Frame } from "../protocol/index.js";
import {
  type Backoff,
  type Closing,
  type ConnectionState,
  createStatus,
  isFault,
  isTransient,
  onAbort,
  type Operation,
  openWire,
  pause,
  RECONNECT,
  type Status,
  waitMs,
  type Wire,
  type WireOptions,
} from "../transport/index.js";
import { reasonOf } from "./ws-closing.js";
import { type Entry, ID, isServedBefore, isStream, requestOf, takeValue, tell } from "./ws-entry.js";

/** Options of `ws()`. */
export interface WsOptions extends WireOptions {
  /** Gets a new token when the server closes with 4401; `connectionParams` are asked for behind it. */
  readonly renew?: () => unknown;
  /** The waits before reconnecting; half a second, doubling to half a minute, by default. */
  readonly backoff?: Backoff;
  /** Connects with the first call, by default; `false` connects at once and stays connected. */
  readonly lazy?: boolean;
}

/** What outlives connections: the calls that are not over, and what is known of the server. */
export interface Session {
  readonly status: Status;
  /** What comes for an operation, which is sent as soon as there is a connection: for a call one value. */
  readonly open: (operation: Operation) => AsyncGenerator<unknown, void, undefined>;
  readonly close: () => void;
}

/** A session without a connection. */
export function createSession(options: WsOptions): Session {
  const { backoff = RECONNECT, lazy = true, renew } = options;
  const status = createStatus();
  const entries = new Map<unknown, Entry>();
  /** All that are not over. */
  const wires = new Set<Wire>();
  /** Takes new calls. */
  let current: Wire | undefined;
  /** Will take them when it is open. */
  let opening: Wire | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What is done about the next connection, worth showing once none serves. */
  let next: ConnectionState;
  let lastId = 0;
  /** Connections that ended since one last served a call. */
  let failures = 0;
  /** Gets another token, where the server has refused one since it last served a call. */
  let renewal: Promise<unknown> | undefined;

  /** Opens the next connection after a pause; without one it is no longer awaited. */
  function connectIn(ms?: number): void {
    clearTimeout(timer);
    timer = ms === undefined ? ms : setTimeout(connect, ms);
  }

  function connect(): void {
    connectIn();
    opening = openWire(options, { ready, message, over }, renewal);
    wires.add(opening);
    show({ state: "connecting" });
  }

  /** Shows what is done about the next connection, to whom no old one serves meanwhile. */
  function show(now: ConnectionState): void {
    next = now;
    if (current) return;
    if (wires.size === (opening ? 1 : 0)) status.set(now);
    for (const entry of entries.values()) tell(entry, now);
  }

  function ready(wire: Wire): void {
    const before = current;
    current = wire;
    opening = undefined;
    for (const entry of entries.values()) if (entry.held) settle(entry);
    for (const entry of entries.values()) {
      if (!isStream(entry) && entry.wire) continue;
      // One that is still served where it was before the last move stays there until this wire answers.
      if (entry.before) stop(entry, entry.wire);
      else if (entry.wire === before) entry.before = before;
      send(entry);
    }
    sweep();
    // Where nothing waits for an answer, that it opened is all there is to know.
    if (entries.size === 0) live();
  }

  function send(entry: Entry): void {
    clearTimeout(entry.rest);
    if (!current) return;
    try {
      const request = requestOf(entry);
      entry.wire = current;
      tell(entry, { state: "connecting" });
      current.post(request);
    } catch (thrown) {
      finish(entry, thrown);
    }
  }

  function message(wire: Wire, frame: Frame): void {
    const entry = entries.get(frame.id);
    if (entry?.wire === wire) {
      if (isServedBefore(entry)) drain(entry);
      if (entry.held) entry.held.push(frame);
      else answer(entry, wire, frame);
    } else if (entry?.before === wire) {
      // The wire that takes over tells how it ends.
      if (frame.result?.type === "data") takeValue(entry, wire, frame);
    } else if (frame.id === null && wire === current) hear(wire, frame);
  }

  /**
   * The new wire serves a subscription, and the one before is told to stop. What that says until it has read this comes
   * first, which its PONG ends; what both were given is there behind a PONG of the new wire.
   */
  function drain(entry: Entry): void {
    const { before, wire } = entry;
    const held: Frame[] = [];
    const last = () => {
      if (entry.held === held) settle(entry);
    };
    entry.held = held;
    stop(entry, before);
    before?.ping(() => wire?.ping(last));
  }

  /** Ends a move. */
  function settle(entry: Entry): void {
    const { held = [], wire } = entry;
    entry.before = entry.held = undefined;
    sweep();
    for (const frame of held) message(wire as Wire, frame);
    // From here on a value that says the same is another one; a tracked one never is.
    entry.seen = entry.seen.filter((key) => key.startsWith(ID));
  }

  /** What the server says of the connection itself. */
  function hear(wire: Wire, { method, error }: Frame): void {
    if (method === "reconnect" && !opening) {
      // The old connection serves until the new one does.
      connectIn(waitMs(backoff, 1));
    } else if (error !== undefined) {
      // It closes the connection next; what follows on it is the same refusal again.
      wire.close();
      over(wire, { error: errorOfShape(error) });
    }
  }

  function answer(entry: Entry, wire: Wire, frame: Frame): void {
    const { error: shape, result } = frame;
    const error = shape && errorOfShape(shape);
    const isRefused = error?.code === "UNAUTHORIZED";
    if (wire === current && !isRefused) {
      failures = 0;
      renewal = undefined;
      live();
    }
    if (!error) entry.taken = "served";
    else if (isRefused && renew && (opening || !renewal) && entry.taken === "served") {
      // The token ran out while there was no connection: the subscription waits for one with another, once.
      entry.taken = "refused";
      entry.wire = undefined;
      tell(entry, { state: "connecting" });
      return opening ? undefined : renewToken(error);
    } else if (isStream(entry) && isFault(error)) return rest(entry, error);
    if (result?.type === "started") return tell(entry, { state: "live" });
    if (result?.type === "stopped") return finish(entry);
    try {
      takeValue(entry, wire, frame);
      if (!isStream(entry)) finish(entry);
    } catch (thrown) {
      finish(entry, thrown);
    }
  }

  const live = () => status.set({ state: "live" });

  /** A fault of the server passes: the subscription begins anew behind its last value. */
  function rest(entry: Entry, error: IsotypeError): void {
    entries.delete(entry.id);
    entry.id = ++lastId;
    entries.set(entry.id, entry);
    const [now, ms] = pause(error, ++entry.faults, backoff);
    tell(entry, now);
    entry.rest = setTimeout(() => send(entry), ms);
  }

  function finish(entry: Entry, error?: unknown): void {
    clearTimeout(entry.rest);
    entries.delete(entry.id);
    sweep();
    if (entries.size === 0 && current) live();
    entry.queue.end(error);
  }

  function stop({ id }: Entry, wire: Wire | undefined): void {
    wire?.post({ id, method: "subscription.stop" });
  }

  /** Closes wires that another has replaced, once nothing is left on them. */
  function sweep(): void {
    for (const wire of wires) {
      if (wire === current || wire === opening) continue;
      if ([...entries.values()].some((entry) => entry.wire === wire || entry.before === wire)) continue;
      wires.delete(wire);
      // Behind the messages of this turn.
      queueMicrotask(wire.close);
    }
  }

  function over(wire: Wire, closing: Closing): void {
    const error = reasonOf(closing);
    const isRefused = error.code === "UNAUTHORIZED";
    const isReplaced = wire !== current && wire !== opening;
    wires.delete(wire);
    if (wire === current) current = undefined;
    if (wire === opening) opening = undefined;
    if (!isReplaced && !isRefused && !isFault(error) && !isTransient(error)) return shut(error);
    for (const entry of entries.values()) {
      if (entry.before === wire) settle(entry);
      // What was sent may have happened: whether to ask again is the caller's to say. What was not can wait for a token.
      const isLost = entry.wire ? entry.wire === wire : !current && !isRefused;
      if (isLost && !isStream(entry)) finish(entry, closing.error ? error : lost(error));
    }
    if (isReplaced || opening) return show(next);
    connectIn();
    if (entries.size === 0 && lazy) {
      if (!current) status.set({ state: "idle" });
    } else if (isRefused) renewToken(error);
    else {
      const [now, ms] = pause(error, ++failures, backoff);
      connectIn(ms);
      show(now);
    }
  }

  function renewToken(refusal: IsotypeError): void {
    // The new one is refused too.
    if (renewal) return shut(refusal);
    renewal = Promise.resolve().then(renew);
    connect();
  }

  function shut(reason?: IsotypeError): void {
    connectIn();
    for (const wire of wires) wire.close();
    wires.clear();
    current = opening = renewal = undefined;
    failures = 0;
    for (const entry of entries.values()) finish(entry, reason ?? aborted());
    status.set({ state: "closed", reason });
  }

  async function* open(operation: Operation): AsyncGenerator<unknown, void, undefined> {
    const { signal } = operation;
    if (signal?.aborted) return;
    const entry: Entry = { id: ++lastId, operation, queue: createQueue(), faults: 0, seen: [] };
    entries.set(entry.id, entry);
    if (current) send(entry);
    else if (!opening && !timer) connect();
    const ignore = onAbort(signal, () => leave(entry));
    try {
      yield* entry.queue;
    } finally {
      ignore();
      leave(entry);
    }
  }

  function leave(entry: Entry): void {
    if (!entries.has(entry.id)) return;
    if (isStream(entry)) [entry.wire, entry.before].forEach((wire) => stop(entry, wire));
    finish(entry);
  }

  if (!lazy) connect();
  return { status, open, close: () => shut() };
}

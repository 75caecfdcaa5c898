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
import { closeError } from "./ws-closing.js";
import {
  type ActiveOperation,
  EVENT_ID_PREFIX,
  isOnPreviousConnection,
  isSubscription,
  requestMessage,
  deliverValue,
  reportState,
} from "./ws-operation.js";

/** Options of `ws()`. */
export interface WsOptions extends WireOptions {
  /** Gets a new token when the server closes with 4401; `connectionParams` are asked for behind it. */
  readonly refreshAuth?: () => unknown;
  /** The waits before reconnecting; half a second, doubling to half a minute, by default. */
  readonly backoff?: Backoff;
  /** Connects with the first call, by default; `false` connects at once and stays connected. */
  readonly lazy?: boolean;
}

/** What outlives connections: the calls that are not over, and what is known of the server. */
export interface WsSession {
  readonly status: Status;
  /** What comes for an operation, which is sent as soon as there is a connection: for a call one value. */
  readonly request: (operation: Operation) => AsyncGenerator<unknown, void, undefined>;
  readonly close: () => void;
}

/** A session without a connection. */
export function createWsSession(options: WsOptions): WsSession {
  const { backoff = RECONNECT, lazy = true, refreshAuth: refreshAuth } = options;
  const status = createStatus();
  const operations = new Map<unknown, ActiveOperation>();
  /** All that are not over. */
  const connections = new Set<Wire>();
  /** Takes new calls. */
  let current: Wire | undefined;
  /** Will take them when it is open. */
  let connecting: Wire | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What is done about the next connection, worth showing once none serves. */
  let nextState: ConnectionState;
  let lastOperationId = 0;
  /** Connections that ended since one last served a call. */
  let failures = 0;
  /** Gets another token, where the server has refused one since it last served a call. */
  let pendingRefresh: Promise<unknown> | undefined;

  /** Opens the next connection after a pause; without one it is no longer awaited. */
  function scheduleConnect(ms?: number): void {
    clearTimeout(timer);
    timer = ms === undefined ? ms : setTimeout(connect, ms);
  }

  function connect(): void {
    scheduleConnect();
    connecting = openWire(options, { onOpen: handleOpen, onFrame: handleFrame, onClose: handleClose }, pendingRefresh);
    connections.add(connecting);
    updateState({ state: "connecting" });
  }

  /** Shows what is done about the next connection, to whom no old one serves meanwhile. */
  function updateState(now: ConnectionState): void {
    nextState = now;
    if (current) return;
    if (connections.size === (connecting ? 1 : 0)) status.set(now);
    for (const entry of operations.values()) reportState(entry, now);
  }

  function handleOpen(wire: Wire): void {
    const before = current;
    current = wire;
    connecting = undefined;
    for (const entry of operations.values()) if (entry.bufferedFrames) finishMigration(entry);
    for (const entry of operations.values()) {
      if (!isSubscription(entry) && entry.connection) continue;
      // One that is still served where it was before the last move stays there until this wire answers.
      if (entry.previousConnection) sendStop(entry, entry.connection);
      else if (entry.connection === before) entry.previousConnection = before;
      send(entry);
    }
    closeIdleConnections();
    // Where nothing waits for an answer, that it opened is all there is to know.
    if (operations.size === 0) markOpen();
  }

  function send(entry: ActiveOperation): void {
    clearTimeout(entry.retryTimer);
    if (!current) return;
    try {
      const request = requestMessage(entry);
      entry.connection = current;
      reportState(entry, { state: "connecting" });
      current.post(request);
    } catch (thrown) {
      finish(entry, thrown);
    }
  }

  function handleFrame(wire: Wire, frame: Frame): void {
    const entry = operations.get(frame.id);
    if (entry?.connection === wire) {
      if (isOnPreviousConnection(entry)) drainPrevious(entry);
      if (entry.bufferedFrames) entry.bufferedFrames.push(frame);
      else handleResult(entry, wire, frame);
    } else if (entry?.previousConnection === wire) {
      // The wire that takes over tells how it ends.
      if (frame.result?.type === "data") deliverValue(entry, wire, frame);
    } else if (frame.id === null && wire === current) handleConnectionFrame(wire, frame);
  }

  /**
   * The new wire serves a subscription, and the one before is told to stop. What that says until it has read this comes
   * first, which its PONG ends; what both were given is there behind a PONG of the new wire.
   */
  function drainPrevious(entry: ActiveOperation): void {
    const { previousConnection: before, connection: wire } = entry;
    const held: Frame[] = [];
    const last = () => {
      if (entry.bufferedFrames === held) finishMigration(entry);
    };
    entry.bufferedFrames = held;
    sendStop(entry, before);
    before?.ping(() => wire?.ping(last));
  }

  /** Ends a move. */
  function finishMigration(entry: ActiveOperation): void {
    const { bufferedFrames: held = [], connection: wire } = entry;
    entry.previousConnection = entry.bufferedFrames = undefined;
    closeIdleConnections();
    for (const frame of held) handleFrame(wire as Wire, frame);
    // From here on a value that says the same is another one; a tracked one never is.
    entry.seenKeys = entry.seenKeys.filter((key) => key.startsWith(EVENT_ID_PREFIX));
  }

  /** What the server says of the connection itself. */
  function handleConnectionFrame(wire: Wire, { method, error }: Frame): void {
    if (method === "reconnect" && !connecting) {
      // The old connection serves until the new one does.
      scheduleConnect(waitMs(backoff, 1));
    } else if (error !== undefined) {
      // It closes the connection next; what follows on it is the same refusal again.
      wire.close();
      handleClose(wire, { error: errorOfShape(error) });
    }
  }

  function handleResult(entry: ActiveOperation, wire: Wire, frame: Frame): void {
    const { error: shape, result } = frame;
    const error = shape && errorOfShape(shape);
    const isRefused = error?.code === "UNAUTHORIZED";
    if (wire === current && !isRefused) {
      failures = 0;
      pendingRefresh = undefined;
      markOpen();
    }
    if (!error) entry.lastOutcome = "accepted";
    else if (isRefused && refreshAuth && (connecting || !pendingRefresh) && entry.lastOutcome === "accepted") {
      // The token ran out while there was no connection: the subscription waits for one with another, once.
      entry.lastOutcome = "unauthorized";
      entry.connection = undefined;
      reportState(entry, { state: "connecting" });
      return connecting ? undefined : refreshAuthAndConnect(error);
    } else if (isSubscription(entry) && isFault(error)) return retryLater(entry, error);
    if (result?.type === "started") return reportState(entry, { state: "open" });
    if (result?.type === "stopped") return finish(entry);
    try {
      deliverValue(entry, wire, frame);
      if (!isSubscription(entry)) finish(entry);
    } catch (thrown) {
      finish(entry, thrown);
    }
  }

  const markOpen = () => status.set({ state: "open" });

  /** A fault of the server passes: the subscription begins anew behind its last value. */
  function retryLater(entry: ActiveOperation, error: IsotypeError): void {
    operations.delete(entry.id);
    entry.id = ++lastOperationId;
    operations.set(entry.id, entry);
    const [now, ms] = pause(error, ++entry.failures, backoff);
    reportState(entry, now);
    entry.retryTimer = setTimeout(() => send(entry), ms);
  }

  function finish(entry: ActiveOperation, error?: unknown): void {
    clearTimeout(entry.retryTimer);
    operations.delete(entry.id);
    closeIdleConnections();
    if (operations.size === 0 && current) markOpen();
    entry.queue.end(error);
  }

  function sendStop({ id }: ActiveOperation, wire: Wire | undefined): void {
    wire?.post({ id, method: "subscription.stop" });
  }

  /** Closes wires that another has replaced, once nothing is left on them. */
  function closeIdleConnections(): void {
    for (const wire of connections) {
      if (wire === current || wire === connecting) continue;
      if ([...operations.values()].some((entry) => entry.connection === wire || entry.previousConnection === wire))
        continue;
      connections.delete(wire);
      // Behind the messages of this turn.
      queueMicrotask(wire.close);
    }
  }

  function handleClose(wire: Wire, closing: Closing): void {
    const error = closeError(closing);
    const isRefused = error.code === "UNAUTHORIZED";
    const isReplaced = wire !== current && wire !== connecting;
    connections.delete(wire);
    if (wire === current) current = undefined;
    if (wire === connecting) connecting = undefined;
    if (!isReplaced && !isRefused && !isFault(error) && !isTransient(error)) return closeAll(error);
    for (const entry of operations.values()) {
      if (entry.previousConnection === wire) finishMigration(entry);
      // What was sent may have happened: whether to ask again is the caller's to say. What was not can wait for a token.
      const isLost = entry.connection ? entry.connection === wire : !current && !isRefused;
      if (isLost && !isSubscription(entry)) finish(entry, closing.error ? error : lost(error));
    }
    if (isReplaced || connecting) return updateState(nextState);
    scheduleConnect();
    if (operations.size === 0 && lazy) {
      if (!current) status.set({ state: "idle" });
    } else if (isRefused) refreshAuthAndConnect(error);
    else {
      const [now, ms] = pause(error, ++failures, backoff);
      scheduleConnect(ms);
      updateState(now);
    }
  }

  function refreshAuthAndConnect(refusal: IsotypeError): void {
    // The new one is refused too.
    if (pendingRefresh) return closeAll(refusal);
    pendingRefresh = Promise.resolve().then(refreshAuth);
    connect();
  }

  function closeAll(reason?: IsotypeError): void {
    scheduleConnect();
    for (const wire of connections) wire.close();
    connections.clear();
    current = connecting = pendingRefresh = undefined;
    failures = 0;
    for (const entry of operations.values()) finish(entry, reason ?? aborted());
    status.set({ state: "closed", error: reason });
  }

  async function* request(operation: Operation): AsyncGenerator<unknown, void, undefined> {
    const { signal } = operation;
    if (signal?.aborted) return;
    const entry: ActiveOperation = {
      id: ++lastOperationId,
      operation,
      queue: createQueue(),
      failures: 0,
      seenKeys: [],
    };
    operations.set(entry.id, entry);
    if (current) send(entry);
    else if (!connecting && !timer) connect();
    const removeAbortListener = onAbort(signal, () => cancel(entry));
    try {
      yield* entry.queue;
    } finally {
      removeAbortListener();
      cancel(entry);
    }
  }

  function cancel(entry: ActiveOperation): void {
    if (!operations.has(entry.id)) return;
    if (isSubscription(entry)) [entry.connection, entry.previousConnection].forEach((wire) => sendStop(entry, wire));
    finish(entry);
  }

  if (!lazy) connect();
  return { status, request: request, close: () => closeAll() };
}

import { abortError, type IsotypeError, networkError } from "../error/index.js";
import { errorFromShape, type Frame } from "../protocol/index.js";
import {
  type Backoff,
  backoffDelayMs,
  type ConnectionState,
  createConnectionStatus,
  isServerError,
  isTransient,
  nextRetry,
  onAbort,
  type Operation,
} from "../transport/index.js";
import {
  closeError,
  type WsClose,
  WsConnection,
  type WsConnectionHost,
  type WsConnectionOptions,
} from "./ws-connection.js";
import { WsOperation, type WsOperationHost } from "./ws-operation.js";
import {
  CLOSE,
  CLOSED,
  CONNECT,
  FAILED,
  IDLE,
  LOST,
  OPENED,
  SCHEDULE,
  transition,
  type WsEvent,
  type WsState,
} from "./ws-state.js";

/** Options of `ws()`. */
export interface WsOptions extends WsConnectionOptions {
  /** Refreshes the authentication when the server closes with 4401. `connectionParams` is evaluated afterwards. */
  readonly refreshAuth?: () => unknown;
  /** Delays before a reconnect. By default from 0.5 s, doubling up to 30 s. */
  readonly backoff?: Backoff;
  /** If `true` (the default), the link connects on the first call. If `false`, it always stays connected. */
  readonly lazy?: boolean;
}

/** Operations of a `ws()` link and the connections that carry them. */
export class WsSession implements WsConnectionHost, WsOperationHost {
  readonly status = createConnectionStatus();
  current: WsConnection | undefined;
  readonly options: WsOptions;
  readonly #operations = new Map<unknown, WsOperation>();
  /** All connections that are not closed, including replaced ones. */
  readonly #connections = new Set<WsConnection>();
  #state: WsState = IDLE;
  /** Connection that is opening. */
  #next: WsConnection | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Status of the link while no connection is open. */
  #shown: ConnectionState = { state: "idle" };
  #lastId = 0;
  /** Connections that failed since the server last accepted an operation. */
  #failures = 0;
  /** Authentication refresh that started since the server last accepted an operation. */
  #pendingRefresh: Promise<unknown> | undefined;

  constructor(options: WsOptions) {
    this.options = options;
    if (options.lazy === false) this.#connect();
  }

  /** Runs an operation, and yields its values: one for a call. */
  async *request(operation: Operation): AsyncGenerator<unknown, void, undefined> {
    const { signal } = operation;
    if (signal?.aborted) return;
    const running = new WsOperation(this, operation);
    const cancel = () => {
      if (!this.#operations.has(running.id)) return;
      running.stop();
      this.end(running);
    };
    running.send();
    if (this.#state === IDLE || this.#state === CLOSED) this.#connect();
    const removeAbortListener = onAbort(signal, cancel);
    try {
      yield* running.values;
    } finally {
      removeAbortListener();
      cancel();
    }
  }

  /** Ends all operations with `error`, or with `ABORTED`, and closes all connections. */
  close(error?: IsotypeError): void {
    this.#transition(CLOSE);
    for (const connection of this.#connections) connection.close();
    this.#connections.clear();
    this.current = this.#next = this.#pendingRefresh = undefined;
    this.#failures = 0;
    for (const operation of this.#operations.values()) this.end(operation, error ?? abortError());
    this.status.set({ state: "closed", error });
  }

  add(operation: WsOperation): number {
    this.#operations.delete(operation.id);
    this.#operations.set(++this.#lastId, operation);
    return this.#lastId;
  }

  end(operation: WsOperation, error?: unknown): void {
    this.#operations.delete(operation.id);
    this.sweep();
    operation.end(error);
  }

  accept(): void {
    this.#failures = 0;
    this.#pendingRefresh = undefined;
    this.status.set({ state: "open" });
  }

  refreshAuth(error: IsotypeError): boolean {
    if (!this.options.refreshAuth || (this.#pendingRefresh && !this.#next)) return false;
    if (!this.#next) this.#reconnectWithNewAuth(error);
    return true;
  }

  sweep(): void {
    for (const connection of this.#connections) {
      if (connection === this.current || connection === this.#next) continue;
      if ([...this.#operations.values()].some((operation) => operation.uses(connection))) continue;
      this.#connections.delete(connection);
      // Sends the messages of this turn first.
      queueMicrotask(() => connection.close());
    }
    // Without an operation there is no response to wait for.
    if (this.current && this.#operations.size === 0) this.status.set({ state: "open" });
  }

  onFrame(connection: WsConnection, frame: Frame): void {
    const { id, method, error } = frame;
    const operation = this.#operations.get(id);
    if (operation) return operation.onFrame(connection, frame);
    if (id !== null || connection !== this.current) return;
    if (method === "reconnect" && !this.#next) {
      // The connection carries the operations until its replacement is open.
      this.#schedule(backoffDelayMs(1, this.options.backoff));
    } else if (error !== undefined) {
      // The server closes the connection next, for the same reason.
      connection.close();
      this.onClose(connection, [errorFromShape(error)]);
    }
  }

  #transition(event: WsEvent): void {
    clearTimeout(this.#timer);
    this.#state = transition(this.#state, event);
  }

  #connect(): void {
    this.#transition(CONNECT);
    this.#next = new WsConnection(this, this.#pendingRefresh);
    this.#connections.add(this.#next);
    this.#show({ state: "connecting" });
  }

  #schedule(ms: number): void {
    this.#transition(SCHEDULE);
    this.#timer = setTimeout(() => this.#connect(), ms);
  }

  /** Shows the state of the next connection, unless another connection is open. */
  #show(state: ConnectionState): void {
    this.#shown = state;
    if (this.current) return;
    if (this.#connections.size === (this.#next ? 1 : 0)) this.status.set(state);
    for (const operation of this.#operations.values()) operation.report(state);
  }

  onOpen(connection: WsConnection): void {
    const before = this.current;
    this.#transition(OPENED);
    this.current = connection;
    this.#next = undefined;
    for (const operation of this.#operations.values()) operation.onOpen();
    for (const operation of this.#operations.values()) operation.move(before);
    this.sweep();
  }

  onClose(connection: WsConnection, close: WsClose): void {
    const error = closeError(close);
    const isUnauthorized = error.code === "UNAUTHORIZED";
    const isCurrent = connection === this.current;
    const isReplaced = !isCurrent && connection !== this.#next;
    this.#connections.delete(connection);
    if (isCurrent) {
      this.#transition(LOST);
      this.current = undefined;
    } else if (!isReplaced) {
      this.#transition(FAILED);
      this.#next = undefined;
    }
    if (!isReplaced && !isUnauthorized && !isServerError(error) && !isTransient(error)) return this.close(error);
    for (const operation of this.#operations.values()) {
      // The server may have run a call that was sent, so only its caller can decide to repeat it. A call that was not
      // sent waits for new authentication.
      const isLost = operation.onClose(connection, !this.current && !isUnauthorized);
      if (isLost) this.end(operation, close[0] ? error : networkError(error));
    }
    if (isReplaced || this.#next) return this.#show(this.#shown);
    if (this.#operations.size === 0 && this.options.lazy !== false) {
      if (!this.current) this.status.set({ state: "idle" });
    } else if (isUnauthorized) this.#reconnectWithNewAuth(error);
    else {
      const [state, ms] = nextRetry(error, ++this.#failures, this.options.backoff);
      this.#schedule(ms);
      this.#show(state);
    }
  }

  #reconnectWithNewAuth(error: IsotypeError): void {
    // The server also rejected the new authentication.
    if (this.#pendingRefresh) return this.close(error);
    this.#pendingRefresh = Promise.resolve().then(this.options.refreshAuth);
    this.#connect();
  }
}

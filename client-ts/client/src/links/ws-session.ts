import { abortError, type IsotypeError, networkError } from "../error/index.js";
import { errorFromShape, type Frame } from "../protocol/index.js";
import {
  type Backoff,
  backoffDelayMs,
  closeError,
  type ConnectionState,
  createConnectionStatus,
  isServerError,
  isTransient,
  nextRetry,
  onAbort,
  type Operation,
  RECONNECT_BACKOFF,
  type WsClose,
  WsConnection,
  type WsConnectionOptions,
} from "../transport/index.js";
import { WsOperation, type WsOperationHost } from "./ws-operation.js";
import { transition, type WsEvent, type WsState } from "./ws-state.js";

/** Options of `ws()`. */
export interface WsOptions extends WsConnectionOptions {
  /** Refreshes the authentication when the server closes with 4401. `connectionParams` is evaluated afterwards. */
  readonly refreshAuth?: () => unknown;
  /** Delays before a reconnect. By default from 0.5 s, doubling up to 30 s. */
  readonly backoff?: Backoff;
  /** If `true`, which is the default, the first call connects. If `false`, the link always stays connected. */
  readonly lazy?: boolean;
}

/** Operations of a `ws()` link and the connections that carry them. */
export class WsSession implements WsOperationHost {
  readonly status = createConnectionStatus();
  readonly backoff: Backoff;
  current: WsConnection | undefined;
  readonly #options: WsOptions;
  readonly #isLazy: boolean;
  readonly #operations = new Map<unknown, WsOperation>();
  /** All connections that are not closed, including replaced ones. */
  readonly #connections = new Set<WsConnection>();
  #state: WsState = "idle";
  /** Connection that is opening. */
  #next: WsConnection | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** State to show while no connection is open. */
  #shown: ConnectionState = { state: "idle" };
  #lastId = 0;
  /** Connections that failed since the server last accepted an operation. */
  #failures = 0;
  /** Refresh of the authentication since the server last accepted an operation. */
  #pendingRefresh: Promise<unknown> | undefined;

  constructor(options: WsOptions) {
    const { backoff = RECONNECT_BACKOFF, lazy = true } = options;
    this.#options = options;
    this.#isLazy = lazy;
    this.backoff = backoff;
    if (!lazy) this.#connect();
  }

  /** Runs an operation, and yields its values: one for a call. */
  async *request(operation: Operation): AsyncGenerator<unknown, void, undefined> {
    const { signal } = operation;
    if (signal?.aborted) return;
    const running = new WsOperation(this, operation);
    if (this.current) running.send();
    else if (this.#state === "idle" || this.#state === "closed") this.#connect();
    const removeAbortListener = onAbort(signal, () => this.#cancel(running));
    try {
      yield* running.values;
    } finally {
      removeAbortListener();
      this.#cancel(running);
    }
  }

  /** Ends all operations with `error`, or with `ABORTED`, and closes all connections. */
  close = (error?: IsotypeError): void => {
    this.#transition("close");
    for (const connection of this.#connections) connection.close();
    this.#connections.clear();
    this.current = this.#next = this.#pendingRefresh = undefined;
    this.#failures = 0;
    for (const operation of this.#operations.values()) this.end(operation, error ?? abortError());
    this.status.set({ state: "closed", error });
  };

  add(operation: WsOperation): number {
    this.#operations.delete(operation.id);
    this.#operations.set(++this.#lastId, operation);
    return this.#lastId;
  }

  end = (operation: WsOperation, error?: unknown): void => {
    this.#operations.delete(operation.id);
    this.sweep();
    if (this.#operations.size === 0 && this.current) this.#markOpen();
    operation.end(error);
  };

  accept(): void {
    this.#failures = 0;
    this.#pendingRefresh = undefined;
    this.#markOpen();
  }

  refreshAuth(error: IsotypeError): boolean {
    if (!this.#options.refreshAuth || (this.#pendingRefresh && !this.#next)) return false;
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
  }

  receive = (connection: WsConnection, frame: Frame): void => {
    const operation = this.#operations.get(frame.id);
    if (operation) operation.receive(connection, frame);
    else if (frame.id === null && connection === this.current) this.#handleConnectionFrame(connection, frame);
  };

  #transition(event: WsEvent): void {
    clearTimeout(this.#timer);
    this.#state = transition(this.#state, event);
  }

  #connect(): void {
    this.#transition("connect");
    this.#next = new WsConnection(
      this.#options,
      this.#pendingRefresh,
      this.#handleOpen,
      this.receive,
      this.#handleClose,
    );
    this.#connections.add(this.#next);
    this.#show({ state: "connecting" });
  }

  #schedule(ms: number): void {
    this.#transition("schedule");
    this.#timer = setTimeout(() => this.#connect(), ms);
  }

  /** Shows the state of the next connection, unless another connection is open. */
  #show(state: ConnectionState): void {
    this.#shown = state;
    if (this.current) return;
    if (this.#connections.size === (this.#next ? 1 : 0)) this.status.set(state);
    for (const operation of this.#operations.values()) operation.report(state);
  }

  #markOpen(): void {
    this.status.set({ state: "open" });
  }

  #handleOpen = (connection: WsConnection): void => {
    const before = this.current;
    this.#transition("opened");
    this.current = connection;
    this.#next = undefined;
    for (const operation of this.#operations.values()) operation.settle();
    for (const operation of this.#operations.values()) operation.move(before);
    this.sweep();
    // Without an operation there is no response to wait for.
    if (this.#operations.size === 0) this.#markOpen();
  };

  #handleConnectionFrame(connection: WsConnection, { method, error }: Frame): void {
    if (method === "reconnect" && !this.#next) {
      // The connection carries the operations until its replacement is open.
      this.#schedule(backoffDelayMs(this.backoff, 1));
    } else if (error !== undefined) {
      // The server closes the connection next, for the same reason.
      connection.close();
      this.#handleClose(connection, { error: errorFromShape(error) });
    }
  }

  #handleClose = (connection: WsConnection, close: WsClose): void => {
    const error = closeError(close);
    const isUnauthorized = error.code === "UNAUTHORIZED";
    const isReplaced = connection !== this.current && connection !== this.#next;
    this.#connections.delete(connection);
    if (connection === this.current) {
      this.#transition("lost");
      this.current = undefined;
    } else if (connection === this.#next) {
      this.#transition("failed");
      this.#next = undefined;
    }
    if (!isReplaced && !isUnauthorized && !isServerError(error) && !isTransient(error)) return this.close(error);
    for (const operation of this.#operations.values()) {
      // The server may have run a call that was sent, so only its caller can decide to repeat it. A call that was not
      // sent waits for new authentication.
      const isUnsentLost = !this.current && !isUnauthorized;
      if (operation.close(connection, isUnsentLost)) this.end(operation, close.error ? error : networkError(error));
    }
    if (isReplaced || this.#next) return this.#show(this.#shown);
    if (this.#operations.size === 0 && this.#isLazy) {
      if (!this.current) this.status.set({ state: "idle" });
    } else if (isUnauthorized) this.#reconnectWithNewAuth(error);
    else {
      const [state, ms] = nextRetry(error, ++this.#failures, this.backoff);
      this.#schedule(ms);
      this.#show(state);
    }
  };

  #reconnectWithNewAuth(error: IsotypeError): void {
    // The server also rejected the new authentication.
    if (this.#pendingRefresh) return this.close(error);
    this.#pendingRefresh = Promise.resolve().then(this.#options.refreshAuth);
    this.#connect();
  }

  #cancel(operation: WsOperation): void {
    if (!this.#operations.has(operation.id)) return;
    operation.stop();
    this.end(operation);
  }
}

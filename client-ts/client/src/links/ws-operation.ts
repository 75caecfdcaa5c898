import type { IsotypeError } from "../error/index.js";
import { createQueue, errorFromShape, type Frame, toJson, unwrapEnvelope } from "../protocol/index.js";
import {
  type Backoff,
  type ConnectionState,
  isServerError,
  nextRetry,
  type Operation,
  remainingMs,
} from "../transport/index.js";
import { EVENT_ID_PREFIX } from "./constants.js";
import type { WsConnection } from "./ws-connection.js";

/** Interface of a session to its operations. */
export interface WsOperationHost {
  /** Connection that carries new operations. */
  readonly current: WsConnection | undefined;
  readonly options: { readonly backoff?: Backoff };
  /** Registers an operation and returns its new id. Frames with that id are passed to the operation. */
  readonly add: (operation: WsOperation) => number;
  /** Ends an operation. */
  readonly end: (operation: WsOperation, error?: unknown) => void;
  /** Passes a frame to its operation. */
  readonly onFrame: (connection: WsConnection, frame: Frame) => void;
  /** Records that the server accepted an operation on the current connection. */
  readonly accept: () => void;
  /** Reconnects with new authentication. Returns `false` if that is impossible or was already tried. */
  readonly refreshAuth: (error: IsotypeError) => boolean;
  /** Closes replaced connections that no operation uses. */
  readonly sweep: () => void;
}

/** Call or subscription that has not ended. It outlives the connections that carry it. */
export class WsOperation {
  readonly values = createQueue<unknown>();
  /** Changes with each restart, so that late frames of the previous attempt are dropped. */
  id: number;
  /** Connection that carries the operation, and the one that carried it before a handover. */
  #connection: WsConnection | undefined;
  #previous: WsConnection | undefined;
  /** Frames of the new connection, held back until the previous one has sent its last. */
  #buffered: Frame[] | undefined;
  /** Keys of values that the previous connection sent during a handover, and that may arrive again. */
  #seenKeys: string[] = [];
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  /** Server errors since the last value. */
  #failures = 0;
  #lastEventId: string | undefined;
  /** If `true`, the server accepted the last attempt. `undefined` before the first response. */
  #wasAccepted: boolean | undefined;
  #reportedState: ConnectionState["state"] | undefined;

  readonly #host: WsOperationHost;
  readonly #operation: Operation;
  readonly #isSubscription: boolean;

  constructor(host: WsOperationHost, operation: Operation) {
    this.#host = host;
    this.#operation = operation;
    this.#isSubscription = operation.kind === "subscription";
    this.id = host.add(this);
  }

  /** Returns `true` if the operation depends on the connection. */
  uses(connection: WsConnection): boolean {
    return this.#connection === connection || this.#previous === connection;
  }

  /** Reports the connection state to the caller. A handover is not reported as long as the previous connection still works. */
  report(state: ConnectionState): void {
    const name = state.state;
    if ((this.#previous && !this.#buffered) || (name === this.#reportedState && name !== "reconnecting")) return;
    this.#reportedState = name;
    this.#operation.onConnectionStateChange?.(state);
  }

  /** Sends the request over the host's current connection. */
  send(): void {
    const { current } = this.#host;
    clearTimeout(this.#retryTimer);
    if (!current) return;
    try {
      const { kind, path, input, resumeInput, deadline, idempotencyKey } = this.#operation;
      const lastEventId = this.#lastEventId;
      const params = {
        path,
        input: this.#wasAccepted !== undefined && resumeInput ? resumeInput(lastEventId) : input,
        lastEventId,
        timeoutMs: remainingMs(deadline),
        idempotencyKey,
      };
      this.#connection = current;
      this.report({ state: "connecting" });
      current.post({ id: this.id, method: kind, params });
    } catch (thrown) {
      this.#host.end(this, thrown);
    }
  }

  /** Finishes the handover if frames of the new connection are held back. */
  onOpen(): void {
    if (this.#buffered) this.#finishHandover();
  }

  /** Moves the operation to the host's current connection. A call that was already sent stays on its connection. */
  move(before: WsConnection | undefined): void {
    if (!this.#isSubscription && this.#connection) return;
    // After a second handover, the subscription stays on the first connection until the newest one responds.
    if (this.#previous) this.#postStop(this.#connection);
    else if (this.#connection === before) this.#previous = before;
    this.send();
  }

  /** Handles a frame that belongs to the operation. */
  onFrame(connection: WsConnection, frame: Frame): void {
    if (this.#connection === connection) {
      if (this.#previous && !this.#buffered) this.#drainPrevious();
      if (this.#buffered) this.#buffered.push(frame);
      else this.#handleResult(connection, frame);
      // The new connection determines how the subscription ends.
    } else if (this.#previous === connection && frame.result?.type === "data") this.#deliver(connection, frame);
  }

  /**
   * Handles the close of a connection. Returns `true` if it ends the operation: a call that was sent over it, or an
   * unsent call if `isUnsentLost`.
   */
  onClose(connection: WsConnection, isUnsentLost: boolean): boolean {
    if (this.#previous === connection) this.#finishHandover();
    return !this.#isSubscription && (this.#connection ? this.#connection === connection : isUnsentLost);
  }

  /** Ends the operation's values, with an error if one is given. */
  end(error?: unknown): void {
    clearTimeout(this.#retryTimer);
    this.values.end(error);
  }

  /** Asks the server to stop a subscription. */
  stop(): void {
    if (!this.#isSubscription) return;
    this.#postStop(this.#connection);
    this.#postStop(this.#previous);
  }

  #postStop(connection: WsConnection | undefined): void {
    connection?.post({ id: this.id, method: "subscription.stop" });
  }

  #finishHandover(): void {
    const frames = this.#buffered ?? [];
    this.#previous = this.#buffered = undefined;
    this.#host.sweep();
    for (const frame of frames) this.#host.onFrame(this.#connection as WsConnection, frame);
    // From now on, an equal untracked value is a new value. A repeated event id still marks a duplicate.
    this.#seenKeys = this.#seenKeys.filter((key) => key[0] === EVENT_ID_PREFIX);
  }

  /**
   * Stops the subscription on the previous connection, now that the new one serves it. The PONG of the previous
   * connection follows its last value. A PONG of the new connection then follows the values that both have sent.
   */
  #drainPrevious(): void {
    const previous = this.#previous;
    const frames: Frame[] = [];
    const finish = () => this.#buffered === frames && this.#finishHandover();
    this.#buffered = frames;
    this.#postStop(previous);
    previous?.ping(() => this.#connection?.ping(finish));
  }

  #handleResult(connection: WsConnection, frame: Frame): void {
    const host = this.#host;
    const isSubscription = this.#isSubscription;
    const { error: shape, result } = frame;
    const error = shape && errorFromShape(shape);
    const isUnauthorized = error?.code === "UNAUTHORIZED";
    if (connection === host.current && !isUnauthorized) host.accept();
    if (!error) this.#wasAccepted = true;
    else if (isUnauthorized && this.#wasAccepted && host.refreshAuth(error)) {
      // The authentication expired while there was no connection. The operation waits for the next connection, once.
      this.#wasAccepted = false;
      this.#connection = undefined;
      return this.report({ state: "connecting" });
    } else if (isSubscription && isServerError(error)) return this.#retryLater(error);
    if (result?.type === "started") return this.report({ state: "open" });
    if (result?.type === "stopped") return host.end(this);
    try {
      this.#deliver(connection, frame);
      if (!isSubscription) host.end(this);
    } catch (thrown) {
      host.end(this, thrown);
    }
  }

  /** Restarts the subscription after a delay. It resumes after the last value. */
  #retryLater(error: IsotypeError): void {
    this.id = this.#host.add(this);
    const [state, ms] = nextRetry(error, ++this.#failures, this.#host.options.backoff);
    this.report(state);
    this.#retryTimer = setTimeout(() => this.send(), ms);
  }

  /** Yields the value of a frame. A value that both connections of a handover send is yielded once. */
  #deliver(connection: WsConnection, frame: Frame): void {
    const value = unwrapEnvelope(frame) as { readonly data?: unknown } | null;
    const id = frame.result?.id;
    const isTracked = id !== undefined;
    const isFromPrevious = connection === this.#previous;
    const seen = this.#seenKeys;
    if (this.#previous || seen.length > 0) {
      // The key of a value without an id is its content, which a single connection may send twice.
      const key = isTracked ? EVENT_ID_PREFIX + id : (toJson(value) as string);
      const at = isTracked || !isFromPrevious ? seen.indexOf(key) : -1;
      if (at >= 0) return void seen.splice(at, 1);
      if (isFromPrevious) seen.push(key);
    }
    if (isTracked) this.#lastEventId = String(id);
    this.#failures = 0;
    this.values.push(isTracked ? (value?.data ?? null) : value);
  }
}

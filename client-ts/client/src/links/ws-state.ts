/** State of the connections of a WebSocket session. */
export type WsState =
  /** No connection. The next operation opens one. */
  | "idle"
  /** No connection. The application or a fatal error closed the last one. */
  | "closed"
  /** No connection. The next attempt is scheduled. */
  | "waiting"
  /** The first connection is opening, or the first after a failure. */
  | "connecting"
  /** One connection carries the operations. */
  | "open"
  /** One connection carries the operations, and its replacement is scheduled. */
  | "replacing"
  /** One connection carries the operations until its replacement, which is opening, takes them over. */
  | "handover";

/** Event that changes the {@link WsState}. */
export type WsEvent =
  /** Open a connection now: for an operation, after a delay, or with new authentication. */
  | "connect"
  /** Open a connection after a delay. */
  | "schedule"
  /** The connection that was opening is open. */
  | "opened"
  /** The connection that was opening closed. */
  | "failed"
  /** The connection that carried the operations closed. */
  | "lost"
  /** Close all connections. */
  | "close";

const TRANSITIONS: Readonly<Record<WsState, Readonly<Partial<Record<WsEvent, WsState>>>>> = {
  idle: { connect: "connecting", schedule: "waiting" },
  closed: { connect: "connecting" },
  waiting: { connect: "connecting" },
  connecting: { opened: "open", failed: "idle" },
  open: { connect: "handover", schedule: "replacing", lost: "idle" },
  replacing: { connect: "handover", lost: "idle" },
  handover: { opened: "open", failed: "open", lost: "connecting" },
};

/** Returns the state after an event. Events without a transition leave the state as it is. */
export function transition(state: WsState, event: WsEvent): WsState {
  return event === "close" ? "closed" : (TRANSITIONS[state][event] ?? state);
}

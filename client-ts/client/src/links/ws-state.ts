// The states and the events are numbers, because minifiers do not shorten strings.

/** No connection. The next operation opens one. */
export const IDLE = 0;
/** No connection. The application or a fatal error closed the last one. */
export const CLOSED = 1;
/** No connection. The next attempt is scheduled. */
export const WAITING = 2;
/** The first connection is opening, or the first after a failure. */
export const CONNECTING = 3;
/** One connection carries the operations. */
export const OPEN = 4;
/** One connection carries the operations, and its replacement is scheduled. */
export const REPLACING = 5;
/** One connection carries the operations until its replacement, which is opening, takes them over. */
export const HANDOVER = 6;

/** Open a connection now: for an operation, after a delay, or with new authentication. */
export const CONNECT = 0;
/** Open a connection after a delay. */
export const SCHEDULE = 1;
/** The connection that carried the operations closed. */
export const LOST = 2;
/** The connection that was opening is open. */
export const OPENED = 3;
/** The connection that was opening closed. */
export const FAILED = 4;
/** Close all connections. */
export const CLOSE = 5;

/** State of the connections of a WebSocket session. */
export type WsState =
  typeof IDLE | typeof CLOSED | typeof WAITING | typeof CONNECTING | typeof OPEN | typeof REPLACING | typeof HANDOVER;

/** Event that changes the {@link WsState}. */
export type WsEvent = typeof CONNECT | typeof SCHEDULE | typeof OPENED | typeof FAILED | typeof LOST | typeof CLOSE;

/** Next state by state and event, in the order of their numbers. Without an entry, the state stays as it is. */
const TRANSITIONS: ReadonlyArray<ReadonlyArray<WsState | undefined>> = [
  /* IDLE */ [CONNECTING, WAITING],
  /* CLOSED */ [CONNECTING],
  /* WAITING */ [CONNECTING],
  /* CONNECTING */ [, , , OPEN, IDLE],
  /* OPEN */ [HANDOVER, REPLACING, IDLE],
  /* REPLACING */ [HANDOVER, , IDLE],
  /* HANDOVER */ [, , CONNECTING, OPEN, OPEN],
];

/** Returns the state after an event. */
export function transition(state: WsState, event: WsEvent): WsState {
  return event === CLOSE ? CLOSED : (TRANSITIONS[state]?.[event] ?? state);
}

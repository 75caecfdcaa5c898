import { describe, expect, it } from "vitest";
import {
  CLOSE,
  CLOSED,
  CONNECT,
  CONNECTING,
  FAILED,
  HANDOVER,
  IDLE,
  LOST,
  OPEN,
  OPENED,
  REPLACING,
  SCHEDULE,
  transition,
  WAITING,
  type WsState,
} from "./ws-state.js";

const STATES = {
  idle: IDLE,
  closed: CLOSED,
  waiting: WAITING,
  connecting: CONNECTING,
  open: OPEN,
  replacing: REPLACING,
  handover: HANDOVER,
} as const;
const EVENTS = {
  connect: CONNECT,
  schedule: SCHEDULE,
  opened: OPENED,
  failed: FAILED,
  lost: LOST,
  close: CLOSE,
} as const;

type StateName = keyof typeof STATES;
type EventName = keyof typeof EVENTS;

const stateNames = Object.keys(STATES) as StateName[];
const eventNames = Object.keys(EVENTS) as EventName[];

/** State after each event of {@link EVENTS}, in that order. */
const TABLE: Readonly<Record<StateName, readonly StateName[]>> = {
  idle: ["connecting", "waiting", "idle", "idle", "idle", "closed"],
  closed: ["connecting", "closed", "closed", "closed", "closed", "closed"],
  waiting: ["connecting", "waiting", "waiting", "waiting", "waiting", "closed"],
  connecting: ["connecting", "connecting", "open", "idle", "connecting", "closed"],
  open: ["handover", "replacing", "open", "open", "idle", "closed"],
  replacing: ["handover", "replacing", "replacing", "replacing", "idle", "closed"],
  handover: ["handover", "handover", "open", "open", "connecting", "closed"],
};

describe("transition", () => {
  const cases = stateNames.flatMap((state) =>
    eventNames.map((event, index): [StateName, EventName, StateName] => [
      state,
      event,
      TABLE[state][index] as StateName,
    ]),
  );

  it.each(cases)("from %s on %s to %s", (state, event, expected) => {
    expect(transition(STATES[state], EVENTS[event])).toBe(STATES[expected]);
  });

  it("reaches every state from idle", () => {
    const reached = new Set<WsState>([IDLE]);
    for (const state of reached) for (const event of Object.values(EVENTS)) reached.add(transition(state, event));
    expect([...reached].sort()).toEqual(Object.values(STATES).sort());
  });
});

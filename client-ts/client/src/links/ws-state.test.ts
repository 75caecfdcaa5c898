import { describe, expect, it } from "vitest";
import { transition, type WsEvent, type WsState } from "./ws-state.js";

const STATES = ["idle", "closed", "waiting", "connecting", "open", "replacing", "handover"] as const;
const EVENTS = ["connect", "schedule", "opened", "failed", "lost", "close"] as const;

/** State after each event of {@link EVENTS}, in that order. */
const TABLE: Readonly<Record<WsState, readonly WsState[]>> = {
  idle: ["connecting", "waiting", "idle", "idle", "idle", "closed"],
  closed: ["connecting", "closed", "closed", "closed", "closed", "closed"],
  waiting: ["connecting", "waiting", "waiting", "waiting", "waiting", "closed"],
  connecting: ["connecting", "connecting", "open", "idle", "connecting", "closed"],
  open: ["handover", "replacing", "open", "open", "idle", "closed"],
  replacing: ["handover", "replacing", "replacing", "replacing", "idle", "closed"],
  handover: ["handover", "handover", "open", "open", "connecting", "closed"],
};

describe("transition", () => {
  const cases = STATES.flatMap((state) =>
    EVENTS.map((event, index): [WsState, WsEvent, WsState] => [state, event, TABLE[state][index] as WsState]),
  );

  it.each(cases)("from %s on %s to %s", (state, event, expected) => {
    expect(transition(state, event)).toBe(expected);
  });

  it("reaches every state from idle", () => {
    const reached = new Set<WsState>(["idle"]);
    for (const state of reached) for (const event of EVENTS) reached.add(transition(state, event));
    expect([...reached].sort()).toEqual([...STATES].sort());
  });
});

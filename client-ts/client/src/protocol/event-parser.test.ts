import { describe, expect, it } from "vitest";
import { createEventParser, type ServerSentEvent } from "./event-parser.js";

const BODY =
  '\uFEFF: hi\r\nevent: connected\r\ndata: {}\r\n\r\ndata: "zażółć 🦀"\rid: 7\r\rdata:a\ndata: b\n\nevent: ping\n\nretry: 5\n\n:\n\ndata: cut off';

const EVENTS = [
  { type: "connected", data: "{}", id: "" },
  { type: "message", data: '"zażółć 🦀"', id: "7" },
  { type: "message", data: "a\nb", id: "" },
];

function parseInPieces(size: number): ServerSentEvent[] {
  const bytes = new TextEncoder().encode(BODY);
  const decoder = new TextDecoder();
  const parse = createEventParser();
  const events: ServerSentEvent[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    events.push(...parse(decoder.decode(bytes.subarray(at, at + size), { stream: true })));
  }
  return events;
}

describe("createEventParser", () => {
  it.each([1, 2, 3, 5, 7, 1000])("finds the same events in chunks of %i bytes", (size) => {
    expect(parseInPieces(size)).toEqual(EVENTS);
  });

  it("ignores ids with a NUL, unknown fields, and events without data", () => {
    expect(createEventParser()("id: a\0b\nretry: 5\nwhat\ndata\n\n")).toEqual([{ type: "message", data: "", id: "" }]);
  });
});

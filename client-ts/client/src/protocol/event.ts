/** One server-sent event. */
export interface ServerEvent {
  readonly type: string;
  readonly data: string;
  /** The id that this event sets, `""` where it has none. */
  readonly id: string;
}

/** The events completed by the next piece of text. */
export type EventParser = (text: string) => ServerEvent[];

/**
 * A parser of `text/event-stream` (WHATWG HTML, section 9.2) that takes text in any pieces.
 *
 * Unlike EventSource it also hands out events without data, so that a bare `event: ping` counts as a sign of life.
 */
export function createEventParser(): EventParser {
  let tail = "";
  let event: { type?: string; data?: string; id?: string } | undefined;

  function read(line: string): void {
    const [, name = line, value = ""] = /^(.*?): ?(.*)$/s.exec(line) ?? [];
    event ??= {};
    if (name === "event") event.type = value || "message";
    else if (name === "data") event.data = event.data === undefined ? value : `${event.data}\n${value}`;
    else if (name === "id" && !value.includes("\0")) event.id = value;
  }

  return (text) => {
    const done: ServerEvent[] = [];
    // A carriage return at the end waits: it may belong to a line feed that is still to come.
    const lines = (tail + text).split(/\r\n|\n|\r(?!$)/);
    tail = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (event) done.push({ type: "message", data: "", id: "", ...event });
        event = undefined;
      } else if (!line.startsWith(":")) read(line);
    }
    return done;
  };
}

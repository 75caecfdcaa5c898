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
  let afterReturn = false;
  let type = "";
  let id = "";
  let data: string[] = [];
  let fields = 0;

  function take(line: string, done: ServerEvent[]): void {
    if (line === "") {
      if (fields > 0) done.push({ type: type || "message", data: data.join("\n"), id });
      type = id = "";
      data = [];
      fields = 0;
      return;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + (line[colon + 1] === " " ? 2 : 1));
    fields += 1;
    if (name === "event") type = value;
    else if (name === "data") data.push(value);
    else if (name === "id" && !value.includes("\0")) id = value;
  }

  return (text) => {
    const done: ServerEvent[] = [];
    if (text === "") return done;
    // A line feed right behind a carriage return belongs to it, even where a chunk ends between them.
    const lines = (afterReturn && text.startsWith("\n") ? text.slice(1) : text).split(/\r\n|\r|\n/);
    afterReturn = text.endsWith("\r");
    lines[0] = tail + lines[0];
    tail = lines.pop() ?? "";
    for (const line of lines) take(line, done);
    return done;
  };
}

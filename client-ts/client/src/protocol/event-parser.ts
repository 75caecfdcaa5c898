/** One server-sent event. */
export interface ServerSentEvent {
  readonly type: string;
  readonly data: string;
  /** The id that this event sets, `""` where it has none. */
  readonly id: string;
}

/** The events completed by the next piece of text. */
export type EventParser = (text: string) => ServerSentEvent[];

/** The fields of an event that has not ended. */
interface Fields {
  event?: string;
  data?: string;
  id?: string;
  [name: string]: string | undefined;
}

/**
 * A parser of `text/event-stream` (WHATWG HTML, section 9.2) that takes text in any pieces. An event without data is
 * none.
 */
export function createEventParser(): EventParser {
  let buffered = "";
  let fields: Fields = {};

  function read(line: string): void {
    const [, name = line, value = ""] = /^(.*?): ?(.*)$/s.exec(line) ?? [];
    if (name === "data" && fields.data !== undefined) fields.data += `\n${value}`;
    else if (name !== "id" || !value.includes("\0")) fields[name] = value;
  }

  return (text) => {
    const done: ServerSentEvent[] = [];
    // A carriage return at the end waits: it may belong to a line feed that is still to come.
    const lines = (buffered + text).split(/\r\n|\n|\r(?!$)/);
    buffered = lines.pop() ?? "";
    for (const line of lines) {
      if (line) {
        read(line);
        continue;
      }
      const { event, data, id = "" } = fields;
      if (data !== undefined) done.push({ type: event || "message", data, id });
      fields = {};
    }
    return done;
  };
}

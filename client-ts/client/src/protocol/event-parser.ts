/** Server-sent event. */
export interface ServerSentEvent {
  readonly type: string;
  readonly data: string;
  /** Id that the event sets. `""` if it sets none. */
  readonly id: string;
}

/** Takes the next piece of text and returns the events that it completes. */
export type EventParser = (text: string) => ServerSentEvent[];

/** Fields of an event that is still incomplete. */
interface Fields {
  event?: string;
  data?: string;
  id?: string;
  [name: string]: string | undefined;
}

/**
 * Creates an incremental parser of `text/event-stream` (WHATWG HTML, section 9.2). The parser drops events without
 * data.
 */
export function createEventParser(): EventParser {
  let buffered = "";
  let fields: Fields = {};

  return (text) => {
    const events: ServerSentEvent[] = [];
    // A final carriage return stays buffered: a line feed may follow it.
    const lines = (buffered + text).split(/\r\n|\n|\r(?!$)/);
    buffered = lines.pop() as string;
    for (const line of lines) {
      const { event, data, id = "" } = fields;
      const [, name = line, value = ""] = /^(.*?): ?(.*)$/s.exec(line) ?? [];
      if (!line) {
        // An empty line ends the event.
        if (data !== undefined) events.push({ type: event || "message", data, id });
        fields = {};
      } else if (name === "data" && data !== undefined) fields.data += `\n${value}`;
      else if (name !== "id" || !value.includes("\0")) fields[name] = value;
    }
    return events;
  };
}

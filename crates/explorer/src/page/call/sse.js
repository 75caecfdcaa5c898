// Reads server-sent events with `fetch`, because `EventSource` cannot send headers.

import { parse } from "../json.js";
import { fetchOptions } from "./request.js";
import { networkFailure } from "./send.js";
import { splitStream } from "./split-stream.js";

/** @import { Failure, HttpRequest } from "../types" */

/**
 * Callbacks for the progress of a stream.
 *
 * @typedef {object} StreamObserver
 * @property {(head: { status: number, headers: [string, string][], ms: number }) => void} connected
 * @property {(item: unknown, id: string | undefined, bytes: number) => void} item
 * @property {(end: { failure?: Failure, lost?: boolean }) => void} ended If `lost`, the connection broke and the stream can
 *   be requested again.
 */

/** @param {string} block */
function parseEvent(block) {
  /** @type {{ name: string, data: string, id?: string }} */
  const event = { name: "message", data: "" };
  for (const line of block.split("\n")) {
    const [, field, value = ""] = /^([^:]*):? ?(.*)$/u.exec(line) ?? [];
    if (field === "event") event.name = value;
    else if (field === "id") event.id = value;
    else if (field === "data") event.data += value;
  }
  return event;
}

/** Follows a subscription until it ends. @param {HttpRequest} request @param {AbortSignal} signal @param {StreamObserver} observer */
export async function followSse(request, signal, observer) {
  const started = performance.now();
  let bytes = 0;
  try {
    const response = await fetch(request.url, fetchOptions(request, signal));
    observer.connected({ status: response.status, headers: [...response.headers], ms: performance.now() - started });
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (!isStream || !response.body) {
      const { error } = parse(await response.text());
      return observer.ended({ failure: error ?? networkFailure("the response is not an event stream") });
    }
    for await (const block of splitStream(response.body, "\n\n", (length) => (bytes += length))) {
      const { name, data, id } = parseEvent(block);
      if (name === "message") observer.item(data === "" ? undefined : parse(data), id === "" ? undefined : id, bytes);
      else if (name === "serialized-error") return observer.ended({ failure: parse(data) });
      else if (name === "return") return observer.ended({});
    }
    return observer.ended({ lost: true });
  } catch (error) {
    return observer.ended(signal.aborted ? {} : { failure: networkFailure(error), lost: true });
  }
}

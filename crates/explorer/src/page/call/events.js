// A subscription as server-sent events, read by `fetch`: an `EventSource` can send no headers.

import { parse } from "../json.js";
import { pieces } from "./lines.js";
import { init } from "./request.js";
import { broken } from "./send.js";

/** @import { Failure, Sent } from "../types" */

/**
 * What a stream tells as it goes.
 *
 * @typedef {object} Watcher
 * @property {(head: { status: number, headers: [string, string][], ms: number }) => void} connected
 * @property {(item: unknown, id: string | undefined, bytes: number) => void} item
 * @property {(how: { failure?: Failure, lost?: boolean }) => void} ended `lost` when it can go on in a moment.
 */

/** @param {string} block */
function event(block) {
  /** @type {{ name: string, data: string, id?: string }} */
  const found = { name: "message", data: "" };
  for (const line of block.split("\n")) {
    const [, field, value = ""] = /^([^:]*):? ?(.*)$/u.exec(line) ?? [];
    if (field === "event") found.name = value;
    else if (field === "id") found.id = value;
    else if (field === "data") found.data += value;
  }
  return found;
}

/** Follows a subscription to its end. @param {Sent} sent @param {AbortSignal} signal @param {Watcher} watcher */
export async function follow(sent, signal, watcher) {
  const began = performance.now();
  let bytes = 0;
  try {
    const response = await fetch(sent.url, init(sent, signal));
    watcher.connected({ status: response.status, headers: [...response.headers], ms: performance.now() - began });
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (!isStream || !response.body) {
      const { error } = parse(await response.text());
      return watcher.ended({ failure: error ?? broken("it answers with no stream") });
    }
    for await (const block of pieces(response.body, "\n\n", (more) => (bytes += more))) {
      const { name, data, id } = event(block);
      if (name === "message") watcher.item(data === "" ? undefined : parse(data), id === "" ? undefined : id, bytes);
      else if (name === "serialized-error") return watcher.ended({ failure: parse(data) });
      else if (name === "return") return watcher.ended({});
    }
    return watcher.ended({ lost: true });
  } catch (error) {
    return watcher.ended(signal.aborted ? {} : { failure: broken(error), lost: true });
  }
}

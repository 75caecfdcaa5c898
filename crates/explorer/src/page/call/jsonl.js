// An answer in pieces: JSON Lines, as tRPC writes them. A value is `[[value], [key, kind, id]…]`, whose definitions say
// which of its parts come later: one value (kind 0), or a stream of them (kind 1).

import { parse } from "../json.js";
import { pieces } from "./lines.js";
import { init } from "./request.js";
import { broken } from "./send.js";

/** @import { Failure, Sent } from "../types" */
/** @import { Watcher } from "./events.js" */

/** @typedef {{ kind: number, path: string[] }} Channel */

/**
 * Follows one call; every item of a stream is an item, and so is each state of a value that is still growing.
 *
 * @param {Sent} sent
 * @param {AbortSignal} signal
 * @param {Watcher} watcher
 */
export async function followLines(sent, signal, watcher) {
  const began = performance.now();
  let bytes = 0;
  try {
    const response = await fetch(sent.url, init(sent, signal));
    watcher.connected({ status: response.status, headers: [...response.headers], ms: performance.now() - began });
    if (!response.body) throw new TypeError("no body");
    const call = new Growing((item) => watcher.item(item, undefined, bytes));
    for await (const line of pieces(response.body, "\n", (more) => (bytes += more))) {
      if (line.trim() !== "") call.take(parse(line));
      if (call.failure) return watcher.ended({ failure: call.failure });
    }
    return watcher.ended({});
  } catch (error) {
    return watcher.ended(signal.aborted ? {} : { failure: broken(error) });
  }
}

/** The answer, as much of it as is there. */
class Growing {
  /** @type {Map<number, Channel>} */
  #open = new Map();
  /** @type {any} */
  #value = {};
  #isHead = true;
  /** @type {Failure | undefined} */
  failure;

  /** @param {(item: unknown) => void} show */
  constructor(show) {
    this.show = show;
  }

  /** @param {any} line */
  take(line) {
    if (this.#isHead) {
      this.#isHead = false;
      // A refusal of the whole request has no head.
      if (line.error) this.failure = line.error;
      else this.#complete(line[0], []);
      return;
    }
    const [id, status, body] = line;
    const channel = this.#open.get(id);
    if (!channel) return;
    if (channel.kind === 1 && status === 1) return this.show(this.#decode(body, channel.path));
    this.#open.delete(id);
    if (status !== 0) return this.#refuse(channel, body);
    if (channel.kind === 0) this.#complete(body, channel.path);
  }

  /** @param {Channel} channel @param {any} failure */
  #refuse({ path }, failure) {
    // A member that is refused is a member's failure.
    if (path.length <= 2) this.failure = failure;
    else this.#put(path, { error: failure });
  }

  /** @param {any} body @param {string[]} path */
  #complete(body, path) {
    this.#put(path, this.#decode(body, path));
  }

  /** @param {any} body @param {string[]} path */
  #decode([[value], ...definitions], path) {
    for (const [key, kind, id] of definitions) {
      const at = key === null ? path : [...path, key];
      this.#open.set(id, { kind, path: at });
      if (key !== null) value[key] = kind === 0 ? "…" : [];
    }
    return value;
  }

  /** @param {string[]} path @param {any} value */
  #put(path, value) {
    if (path.length === 0) this.#value = value ?? {};
    else {
      const parent = path.slice(0, -1).reduce((part, key) => part[key], this.#value);
      Object.defineProperty(parent, path.at(-1) ?? "", { value, enumerable: true, configurable: true, writable: true });
    }
    if (this.#value.error) this.failure = this.#value.error;
    const result = this.#value.result;
    const isStream = [...this.#open.values()].some(({ kind }) => kind === 1);
    const data = result?.data;
    if (!isStream && data !== undefined && data !== "…") this.show(structuredClone(data));
  }
}

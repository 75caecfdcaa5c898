// Reads responses streamed in tRPC's JSON Lines format (`docs/protocol.md#json-lines`). A value is
// `[[value], [key, kind, id]…]`; each definition refers to a part that arrives later: a value (kind 0) or a stream
// (kind 1).

import { parse } from "../json.js";
import { fetchOptions } from "./request.js";
import { networkFailure } from "./send.js";
import { splitStream } from "./split-stream.js";

/** @import { Failure, HttpRequest } from "../types" */
/** @import { StreamObserver } from "./sse.js" */

/** @typedef {{ kind: number, path: string[] }} Channel */

/** Kind of a channel that carries several values. */
const STREAM = 1;

/** Placeholder for a value that has not arrived yet. */
const PENDING = "…";

/**
 * Runs one call. Reports each item of a stream, or each intermediate state of a value with deferred fields.
 *
 * @param {HttpRequest} request
 * @param {AbortSignal} signal
 * @param {StreamObserver} observer
 */
export async function followJsonl(request, signal, observer) {
  const started = performance.now();
  let bytes = 0;
  try {
    const response = await fetch(request.url, fetchOptions(request, signal));
    observer.connected({ status: response.status, headers: [...response.headers], ms: performance.now() - started });
    if (!response.body) throw new TypeError("the response has no body");
    const decoder = new JsonlDecoder((item) => observer.item(item, undefined, bytes));
    for await (const line of splitStream(response.body, "\n", (length) => (bytes += length))) {
      if (line.trim() !== "") decoder.addLine(parse(line));
      if (decoder.failure) return observer.ended({ failure: decoder.failure });
    }
    return observer.ended({});
  } catch (error) {
    return observer.ended(signal.aborted ? {} : { failure: networkFailure(error) });
  }
}

class JsonlDecoder {
  /** @type {Map<number, Channel>} */
  #channels = new Map();
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
  addLine(line) {
    if (this.#isHead) {
      this.#isHead = false;
      // A request rejected as a whole has a plain error instead of a head.
      if (line.error) this.failure = line.error;
      else this.#resolve(line[0], []);
      return;
    }
    const [id, status, body] = line;
    const channel = this.#channels.get(id);
    if (!channel) return;
    if (channel.kind === STREAM && status === 1) return this.show(this.#decode(body, channel.path));
    this.#channels.delete(id);
    if (status !== 0) return this.#reject(channel, body);
    if (channel.kind !== STREAM) this.#resolve(body, channel.path);
  }

  /** @param {Channel} channel @param {any} failure */
  #reject({ path }, failure) {
    // A path this short belongs to the call's own envelope. The failure of a deferred field affects only that field.
    if (path.length <= 2) this.failure = failure;
    else this.#assign(path, { error: failure });
  }

  /** @param {any} body @param {string[]} path */
  #resolve(body, path) {
    this.#assign(path, this.#decode(body, path));
  }

  /** @param {any} body @param {string[]} path */
  #decode([[value], ...definitions], path) {
    for (const [key, kind, id] of definitions) {
      this.#channels.set(id, { kind, path: key === null ? path : [...path, key] });
      if (key !== null) value[key] = kind === STREAM ? [] : PENDING;
    }
    return value;
  }

  /** @param {string[]} path @param {any} value */
  #assign(path, value) {
    if (path.length === 0) this.#value = value ?? {};
    else {
      const parent = path.slice(0, -1).reduce((part, key) => part[key], this.#value);
      // Unlike an assignment, this does not set the prototype if the key is `__proto__`.
      Object.defineProperty(parent, path.at(-1) ?? "", { value, enumerable: true, configurable: true, writable: true });
    }
    if (this.#value.error) this.failure = this.#value.error;
    const isStream = [...this.#channels.values()].some(({ kind }) => kind === STREAM);
    const data = this.#value.result?.data;
    if (!isStream && data !== undefined && data !== PENDING) this.show(structuredClone(data));
  }
}

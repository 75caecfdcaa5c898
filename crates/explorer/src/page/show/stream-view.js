import { announce, copyButton, el } from "../ui/dom.js";
import { stringify } from "../json.js";
import { jsonLine, jsonView } from "./json-view.js";
import { duration } from "./status.js";

/** Maximum number of items shown. */
const MAX_ITEMS = 500;

/** @typedef {"connecting" | "open" | "reconnecting" | "ended" | "error" | "stopped"} State */

const STATE_LABELS = {
  connecting: "Connecting",
  open: "Open",
  reconnecting: "Reconnecting",
  ended: "Ended",
  error: "Failed",
  stopped: "Stopped",
};

/** Items of a stream, newest first. */
export class StreamView {
  count = 0;
  /** @type {unknown[]} */
  #items = [];
  #started = performance.now();
  /** @type {HTMLElement[]} */
  #pendingRows = [];

  constructor() {
    this.pill = el("span", { class: "pill state", "data-state": "connecting" });
    this.counter = el("span", { class: "fact" });
    this.rows = el("ol", { class: "events", "aria-label": "Items" });
    this.foot = el("div");
    const copy = copyButton(() => this.#items.map((item) => stringify(item)).join("\n"), "Copy all");
    this.head = el("div", { class: "stream-head" }, this.pill, this.counter, el("span", { class: "space" }), copy);
    this.node = el("div", { class: "stream" }, this.head, this.foot, this.rows);
    this.setState("connecting");
  }

  /** @param {State} state */
  setState(state) {
    this.pill.dataset["state"] = state;
    this.pill.textContent = STATE_LABELS[state];
    this.#updateCounter();
    announce(STATE_LABELS[state]);
  }

  /** @param {unknown} item @param {string} [id] */
  add(item, id) {
    this.count += 1;
    this.#items.push(item);
    if (this.#items.length > MAX_ITEMS) this.#items.shift();
    this.#pendingRows.push(this.#row(item, id));
    // Adds all rows of an animation frame at once.
    if (this.#pendingRows.length === 1) requestAnimationFrame(() => this.#flush());
  }

  /** @param {unknown} item @param {string} [id] */
  #row(item, id) {
    const time = el("span", { class: "event-at" }, `+${duration(performance.now() - this.#started)}`);
    const name = el("span", { class: "event-id" }, id === undefined ? `#${this.count}` : `id ${id}`);
    const line = el("span", { class: "event-line" }, jsonLine(item));
    const isExpandable = typeof item === "object" && item !== null;
    if (!isExpandable) return el("li", {}, el("div", { class: "event" }, name, line, time));
    const body = el("div", { class: "event-body" });
    const fill = () => {
      if (body.childElementCount === 0) body.append(jsonView(item));
    };
    return el("li", {}, el("details", { ontoggle: fill }, el("summary", { class: "event" }, name, line, time), body));
  }

  #flush() {
    this.rows.prepend(...this.#pendingRows.splice(0).reverse());
    while (this.rows.childElementCount > MAX_ITEMS) this.rows.lastElementChild?.remove();
    this.#updateCounter();
  }

  #updateCounter() {
    const hidden = this.count > MAX_ITEMS ? `, latest ${MAX_ITEMS} shown` : "";
    this.counter.textContent = `${this.count} ${this.count === 1 ? "item" : "items"}${hidden}`;
  }
}

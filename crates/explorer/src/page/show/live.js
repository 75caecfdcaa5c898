// What a stream says, as it says it: the newest on top.

import { announce, copyButton, el } from "../ui/dom.js";
import { stringify } from "../json.js";
import { jsonLine, jsonView } from "./json.js";
import { duration } from "./status.js";

/** As many are kept. */
const KEPT = 500;

/** @typedef {"connecting" | "live" | "waiting" | "ended" | "failed" | "stopped"} State */

/** What a state is called. */
const WORDS = {
  connecting: "Connecting",
  live: "Live",
  waiting: "Reconnecting",
  ended: "Ended",
  failed: "Failed",
  stopped: "Stopped",
};

/** A view that items are added to. */
export class LiveView {
  count = 0;
  /** @type {string | undefined} */
  lastId;
  /** @type {unknown[]} */
  items = [];
  #began = performance.now();
  /** @type {HTMLElement[]} */
  #waiting = [];

  constructor() {
    this.pill = el("span", { class: "pill state", "data-state": "connecting" });
    this.counter = el("span", { class: "fact" });
    this.rows = el("ol", { class: "events", "aria-label": "Items" });
    this.foot = el("div");
    const copy = copyButton(() => this.items.map((item) => stringify(item)).join("\n"), "Copy all");
    this.head = el("div", { class: "live-head" }, this.pill, this.counter, el("span", { class: "space" }), copy);
    this.node = el("div", { class: "live" }, this.head, this.foot, this.rows);
    this.state("connecting");
  }

  /** @param {State} state */
  state(state) {
    this.pill.dataset["state"] = state;
    this.pill.textContent = WORDS[state];
    this.#tell();
    announce(WORDS[state]);
  }

  /** @param {unknown} item @param {string} [id] */
  add(item, id) {
    this.count += 1;
    if (id !== undefined) this.lastId = id;
    this.items.push(item);
    if (this.items.length > KEPT) this.items.shift();
    this.#waiting.push(this.#row(item, id));
    // As many as come between two pictures are put in at once.
    if (this.#waiting.length === 1) requestAnimationFrame(() => this.#flush());
  }

  /** @param {unknown} item @param {string} [id] */
  #row(item, id) {
    const at = el("span", { class: "event-at" }, `+${duration(performance.now() - this.#began)}`);
    const name = el("span", { class: "event-id" }, id === undefined ? `#${this.count}` : `id ${id}`);
    const line = el("span", { class: "event-line" }, jsonLine(item));
    const hasParts = typeof item === "object" && item !== null;
    if (!hasParts) return el("li", {}, el("div", { class: "event" }, name, line, at));
    const body = el("div", { class: "event-body" });
    const fill = () => {
      if (body.childElementCount === 0) body.append(jsonView(item));
    };
    return el("li", {}, el("details", { ontoggle: fill }, el("summary", { class: "event" }, name, line, at), body));
  }

  #flush() {
    this.rows.prepend(...this.#waiting.splice(0).reverse());
    while (this.rows.childElementCount > KEPT) this.rows.lastElementChild?.remove();
    this.#tell();
  }

  #tell() {
    const hidden = this.count > KEPT ? `, the last ${KEPT} shown` : "";
    this.counter.textContent = `${this.count} ${this.count === 1 ? "item" : "items"}${hidden}`;
  }
}

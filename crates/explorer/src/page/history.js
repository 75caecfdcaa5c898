// History of the calls made in this tab, newest first.

import { duration, statusPill } from "./show/status.js";
import { el } from "./ui/dom.js";

/** @import { CallResult, HistoryEntry } from "./types" */

const MAX_ENTRIES = 50;

/** @type {HistoryEntry[]} */
let entries = [];
let redraw = () => {};
let lastId = 0;

/** Adds a call. @param {Omit<HistoryEntry, "id" | "at">} call @returns {HistoryEntry} */
export function record(call) {
  lastId += 1;
  const entry = { ...call, id: lastId, at: Date.now() };
  entries = [entry, ...entries].slice(0, MAX_ENTRIES);
  redraw();
  return entry;
}

/** Sets the result of a call. @param {HistoryEntry} entry @param {CallResult} result @param {number} [items] */
export function finish(entry, result, items) {
  entry.result = result;
  if (items !== undefined) entry.items = items;
  redraw();
}

/**
 * Creates the history card. Only the most recently created card is updated.
 *
 * @param {(entry: HistoryEntry) => void} open
 */
export function historyCard(open) {
  const list = el("ol", { class: "history" });
  const node = el(
    "section",
    { class: "card", "aria-label": "History" },
    el("h2", { class: "card-title" }, "History"),
    list,
  );
  redraw = () => {
    const slowest = Math.max(1, ...entries.map(({ result }) => result?.ms ?? 0));
    list.replaceChildren(...entries.map((entry) => row(entry, slowest, open)));
    node.hidden = entries.length === 0;
  };
  redraw();
  return node;
}

/** @param {HistoryEntry} entry @param {number} slowest @param {(entry: HistoryEntry) => void} open */
function row(entry, slowest, open) {
  const { name, kind, at, result, items } = entry;
  const time = new Date(at);
  const elapsed = result ? duration(result.ms) : "…";
  const bar = el("span", { class: "h-bar" });
  bar.style.setProperty("width", `${Math.max(2, Math.round(((result?.ms ?? 0) / slowest) * 100))}%`);
  const button = el(
    "button",
    { type: "button", class: "h-row", onclick: () => open(entry) },
    el("time", { datetime: time.toISOString() }, time.toLocaleTimeString()),
    el("span", { class: `dot k-${kind}`, "aria-hidden": "true" }),
    el("span", { class: "h-name" }, name),
    result ? statusPill(result) : el("span", { class: "pill is-busy" }, "Pending"),
    el(
      "span",
      { class: "h-ms" },
      items === undefined ? elapsed : `${items} ${items === 1 ? "item" : "items"}`,
      result && el("span", { class: "h-track", "aria-hidden": "true" }, bar),
    ),
  );
  return el("li", {}, button);
}

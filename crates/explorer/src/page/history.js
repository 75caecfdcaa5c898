// The calls of this tab, newest first.

import { duration, statusPill } from "./show/status.js";
import { el } from "./ui/dom.js";

/** @import { Entry, Outcome } from "./types" */

const KEPT = 50;

/** @type {Entry[]} */
let entries = [];
/** @type {(() => void)[]} */
let listeners = [];
let last = 0;

/** @param {Omit<Entry, "id" | "at">} call @returns {Entry} */
export function record(call) {
  last += 1;
  const entry = { ...call, id: last, at: Date.now() };
  entries = [entry, ...entries].slice(0, KEPT);
  listeners.forEach((listener) => listener());
  return entry;
}

/** @param {Entry} entry @param {Outcome} outcome @param {number} [items] */
export function settle(entry, outcome, items) {
  entry.outcome = outcome;
  if (items !== undefined) entry.items = items;
  listeners.forEach((listener) => listener());
}

/**
 * The list, for as long as it stands on the page.
 *
 * @param {(entry: Entry) => void} open
 */
export function historyCard(open) {
  const list = el("ol", { class: "history" });
  const node = el(
    "section",
    { class: "card", "aria-label": "History" },
    el("h2", { class: "card-title" }, "History"),
    list,
  );
  const draw = () => {
    const slowest = Math.max(1, ...entries.map(({ outcome }) => outcome?.ms ?? 0));
    list.replaceChildren(...entries.map((entry) => row(entry, slowest, open)));
    node.hidden = entries.length === 0;
  };
  // What is no longer on the page is no longer told.
  listeners = [draw];
  draw();
  return node;
}

/** @param {Entry} entry @param {number} slowest @param {(entry: Entry) => void} open */
function row(entry, slowest, open) {
  const { name, kind, at, outcome, items } = entry;
  const time = new Date(at);
  const took = outcome ? duration(outcome.ms) : "…";
  const bar = el("span", { class: "h-bar" });
  bar.style.setProperty("width", `${Math.max(2, Math.round(((outcome?.ms ?? 0) / slowest) * 100))}%`);
  const button = el(
    "button",
    { type: "button", class: "h-row", onclick: () => open(entry) },
    el("time", { datetime: time.toISOString() }, time.toLocaleTimeString()),
    el("span", { class: `dot k-${kind}`, "aria-hidden": "true" }),
    el("span", { class: "h-name" }, name),
    outcome ? statusPill(outcome) : el("span", { class: "pill is-busy" }, "Open"),
    el(
      "span",
      { class: "h-ms" },
      items === undefined ? took : `${items} ${items === 1 ? "item" : "items"}`,
      outcome && el("span", { class: "h-track", "aria-hidden": "true" }, bar),
    ),
  );
  return el("li", {}, button);
}

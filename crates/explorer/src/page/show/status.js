import { el } from "../ui/dom.js";

/** @import { Outcome } from "../types" */

/** @param {number} ms */
export function duration(ms) {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`;
}

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** How a call ended, in a word. @param {Pick<Outcome, "status" | "failure">} outcome */
export function statusPill({ status, failure }) {
  const text = failure ? failure.data.code : `${status} OK`;
  return el("span", { class: failure ? "pill is-bad" : "pill is-good" }, text);
}

/** Status, times and size. @param {Outcome} outcome */
export function statusLine(outcome) {
  const { status, failure, headMs, ms, bytes } = outcome;
  const isHttp = failure !== undefined && status > 0;
  const times = `first byte after ${duration(headMs)}, all of it after ${duration(ms)}`;
  const bar = el("span", { class: "time-bar", "aria-hidden": "true" }, el("span", { class: "time-head" }));
  const share = ms > 0 ? Math.min(1, headMs / ms) : 1;
  const head = /** @type {HTMLElement} */ (bar.firstElementChild);
  head.style.setProperty("width", `${Math.round(share * 100)}%`);
  return [
    statusPill(outcome),
    isHttp && el("span", { class: "fact" }, `HTTP ${status}`),
    el("span", { class: "fact", title: times }, bar, duration(ms)),
    bytes > 0 && el("span", { class: "fact" }, size(bytes)),
  ];
}

// Status, duration and size of a response.

import { el } from "../ui/dom.js";

/** @import { CallResult } from "../types" */

/** @param {number} ms */
export function duration(ms) {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`;
}

/** @param {number} bytes */
function size(bytes) {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** @param {Pick<CallResult, "status" | "failure">} result */
export function statusPill({ status, failure }) {
  const text = failure ? failure.data.code : `${status} OK`;
  return el("span", { class: failure ? "pill is-bad" : "pill is-good" }, text);
}

/** @param {CallResult} result */
export function statusLine(result) {
  const { status, failure, headersMs, ms, bytes } = result;
  const isHttpError = failure !== undefined && status > 0;
  const times = `headers after ${duration(headersMs)}, complete after ${duration(ms)}`;
  const share = ms > 0 ? Math.min(1, headersMs / ms) : 1;
  const headersBar = el("span", { class: "time-head" });
  headersBar.style.setProperty("width", `${Math.round(share * 100)}%`);
  const bar = el("span", { class: "time-bar", "aria-hidden": "true" }, headersBar);
  return [
    statusPill(result),
    isHttpError && el("span", { class: "fact" }, `HTTP ${status}`),
    el("span", { class: "fact", title: times }, bar, duration(ms)),
    bytes > 0 && el("span", { class: "fact" }, size(bytes)),
  ];
}

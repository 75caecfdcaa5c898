// JSON with syntax highlighting and collapsible objects and arrays.

import { bigNumberText } from "../json.js";
import { el } from "../ui/dom.js";

/** Number of members shown at a time. A button shows more. */
const PAGE_SIZE = 200;

/**
 * @param {unknown} value
 * @param {{ depth?: number }} [options] Depth to which the view is expanded.
 */
export function jsonView(value, { depth = 4 } = {}) {
  return el("div", { class: "json" }, part(value, depth, ""));
}

/** Returns a value as one line, truncated to 200 characters. @param {unknown} value */
export function jsonLine(value) {
  const text = JSON.stringify(value) ?? "";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/**
 * @param {unknown} value
 * @param {number} depth
 * @param {string} separator
 * @returns {HTMLElement}
 */
function part(value, depth, separator) {
  if (typeof value !== "object" || value === null || bigNumberText(value) !== undefined) return leaf(value, separator);
  const isArray = Array.isArray(value);
  const entries = Object.entries(value);
  const [open, close] = isArray ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return el("span", {}, open, close, separator);
  const hint = isArray
    ? `${entries.length} ${entries.length === 1 ? "item" : "items"}`
    : entries.map(([key]) => key).join(", ");
  const summary = el(
    "summary",
    {},
    open,
    el("span", { class: "j-hint" }, ` ${hint.slice(0, 48)} ${close}${separator}`),
  );
  const body = el("div", { class: "j-body" });
  // Collapsed parts are rendered when they are first expanded.
  const fill = () => {
    if (body.childElementCount === 0) appendEntries(body, entries, 0, isArray, depth - 1);
  };
  const node = el("details", { ontoggle: fill }, summary, body, el("div", { class: "j-close" }, close, separator));
  if (depth > 0) {
    fill();
    node.open = true;
  }
  return node;
}

/**
 * @param {HTMLElement} body
 * @param {[string, unknown][]} entries
 * @param {number} from
 * @param {boolean} isArray
 * @param {number} depth
 */
function appendEntries(body, entries, from, isArray, depth) {
  const to = from + PAGE_SIZE;
  entries.slice(from, to).forEach(([key, value], index) => {
    const separator = from + index < entries.length - 1 ? "," : "";
    const name = isArray ? null : el("span", { class: "j-key" }, JSON.stringify(key));
    body.append(el("div", { class: "j-line" }, name, name && ": ", part(value, depth, separator)));
  });
  if (entries.length <= to) return;
  const button = el("button", { type: "button", class: "small-button" }, `Show ${entries.length - to} more`);
  button.addEventListener("click", () => {
    button.remove();
    appendEntries(body, entries, to, isArray, depth);
  });
  body.append(button);
}

/** @param {unknown} value @param {string} separator */
function leaf(value, separator) {
  const kind = value === null ? "null" : bigNumberText(value) === undefined ? typeof value : "number";
  return el("span", {}, el("span", { class: `j-${kind}` }, JSON.stringify(value) ?? "undefined"), separator);
}

// JSON to be read: coloured, and each part that has parts can be folded.

import { wideText } from "../json.js";
import { el } from "../ui/dom.js";

/** Beyond so many members the rest waits for a click. */
const AT_ONCE = 200;

/**
 * @param {unknown} value
 * @param {{ depth?: number }} [options] Down to where it is unfolded.
 */
export function jsonView(value, { depth = 4 } = {}) {
  return el("div", { class: "json" }, part(value, depth, ""));
}

/** On one line, shortened. @param {unknown} value */
export function jsonLine(value) {
  const text = JSON.stringify(value) ?? "";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/**
 * @param {unknown} value
 * @param {number} depth
 * @param {string} end
 * @returns {HTMLElement}
 */
function part(value, depth, end) {
  if (typeof value !== "object" || value === null || wideText(value) !== undefined) return leaf(value, end);
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return el("span", {}, open, close, end);
  const hint = isList
    ? `${entries.length} ${entries.length === 1 ? "item" : "items"}`
    : entries.map(([key]) => key).join(", ");
  const summary = el("summary", {}, open, el("span", { class: "j-hint" }, ` ${hint.slice(0, 48)} ${close}${end}`));
  const body = el("div", { class: "j-body" });
  const fill = () => {
    if (body.childElementCount === 0) more(body, entries, 0, isList, depth - 1);
  };
  const node = el("details", { ontoggle: fill }, summary, body, el("div", { class: "j-close" }, close, end));
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
 * @param {boolean} isList
 * @param {number} depth
 */
function more(body, entries, from, isList, depth) {
  const to = from + AT_ONCE;
  entries.slice(from, to).forEach(([key, value], index) => {
    const end = from + index < entries.length - 1 ? "," : "";
    const name = isList ? null : el("span", { class: "j-key" }, JSON.stringify(key));
    body.append(el("div", { class: "j-line" }, name, name && ": ", part(value, depth, end)));
  });
  if (entries.length <= to) return;
  const rest = el("button", { type: "button", class: "small-button" }, `${entries.length - to} more`);
  rest.addEventListener("click", () => {
    rest.remove();
    more(body, entries, to, isList, depth);
  });
  body.append(rest);
}

/** @param {unknown} value @param {string} end */
function leaf(value, end) {
  const kind = value === null ? "null" : wideText(value) === undefined ? typeof value : "number";
  return el("span", {}, el("span", { class: `j-${kind}` }, JSON.stringify(value) ?? "undefined"), end);
}

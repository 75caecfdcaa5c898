// DOM helpers. Strings become text nodes, so that no value is parsed as HTML.

/** @typedef {Node | string | number | false | null | undefined} Child */

/** SVG path of the lock icon. */
export const LOCK = "M5.5 9V6.5a4.5 4.5 0 0 1 9 0V9M4 9h12v8H4z";

/** SVG path of the cross icon. */
export const CROSS = "M5 5l10 10M15 5 5 15";

/**
 * Creates an element with attributes, listeners (`onclick`) and children.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {{ [name: string]: any }} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") /** @type {any} */ (element)[name] = value;
    else if (value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.flat().filter(isPresent));
  return element;
}

/** @param {Child} child @returns {child is Node | string} */
function isPresent(child) {
  return child !== false && child !== null && child !== undefined;
}

/** Returns an element of `index.html`. @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no element with id ${JSON.stringify(id)}`);
  return element;
}

let lastId = 0;

/** Returns an id that is unique within the document. */
export function uniqueId() {
  lastId += 1;
  return `e${lastId}`;
}

/**
 * Creates a line icon in a view box of 20 by 20.
 *
 * @param {...string} paths
 */
export function icon(...paths) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  for (const d of paths) {
    const path = document.createElementNS(namespace, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** Announces a message to screen readers. @param {string} text */
export function announce(text) {
  byId("live-region").textContent = text;
}

/**
 * Creates a button that copies a string to the clipboard.
 *
 * @param {() => string} text
 * @param {string} [label]
 */
export function copyButton(text, label = "Copy") {
  const caption = el("span", {}, label);
  const button = el("button", { type: "button", class: "small-button", onclick: copy }, caption);
  async function copy() {
    await navigator.clipboard.writeText(text());
    caption.textContent = "Copied";
    announce("Copied");
    setTimeout(() => (caption.textContent = label), 1400);
  }
  return button;
}

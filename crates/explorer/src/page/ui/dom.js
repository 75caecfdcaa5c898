// Elements without templates: what is text stays text.

/** @typedef {Node | string | number | false | null | undefined} Child */

/**
 * An element with attributes, listeners (`onclick`) and children.
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
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") /** @type {any} */ (element)[name] = value;
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.flat().filter(isThere));
  return element;
}

/** @param {Child} child @returns {child is Node | string} */
function isThere(child) {
  return child !== false && child !== null && child !== undefined;
}

/** The element of the page's own with that id. @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

let last = 0;

/** An id that no other element has. */
export function freshId() {
  last += 1;
  return `e${last}`;
}

/**
 * A small drawing, from paths on a ground of 20 by 20.
 *
 * @param {...string} paths
 */
export function icon(...paths) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  for (const d of paths) {
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** Tells those who listen rather than look. @param {string} text */
export function announce(text) {
  byId("said").textContent = text;
}

/**
 * A button that copies a text and says so.
 *
 * @param {() => string} text
 * @param {string} [what]
 */
export function copyButton(text, what = "Copy") {
  const label = el("span", {}, what);
  const button = el("button", { type: "button", class: "small-button", onclick: copy }, label);
  async function copy() {
    await navigator.clipboard.writeText(text());
    label.textContent = "Copied";
    announce("Copied");
    setTimeout(() => (label.textContent = what), 1400);
  }
  return button;
}

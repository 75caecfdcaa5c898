import { byId, el, uniqueId } from "./dom.js";

/**
 * Opens a modal dialog, which is removed from the page when it closes.
 *
 * @param {string} title
 * @param {(HTMLElement | string)[]} content
 */
export function dialog(title, content) {
  const id = uniqueId();
  const close = el(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => node.close() },
    "✕",
  );
  const header = el("header", {}, el("h2", { id }, title), close);
  const node = el("dialog", { "aria-labelledby": id }, header, el("div", { class: "dialog-body" }, content));
  node.addEventListener("close", () => node.remove());
  // Only clicks on the backdrop have the dialog itself as their target.
  node.addEventListener("click", (event) => event.target === node && node.close());
  byId("dialogs").append(node);
  node.showModal();
  return node;
}

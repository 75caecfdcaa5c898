import { byId, el, freshId } from "./dom.js";

/**
 * Opens a dialog; it is gone when it is closed.
 *
 * @param {string} title
 * @param {(HTMLElement | string)[]} content
 */
export function dialog(title, content) {
  const id = freshId();
  const shut = el(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => node.close() },
    "✕",
  );
  const head = el("header", {}, el("h2", { id }, title), shut);
  const node = el("dialog", { "aria-labelledby": id }, head, el("div", { class: "dialog-body" }, content));
  node.addEventListener("close", () => node.remove());
  // A click beside it.
  node.addEventListener("click", (event) => event.target === node && node.close());
  byId("dialogs").append(node);
  node.showModal();
  return node;
}

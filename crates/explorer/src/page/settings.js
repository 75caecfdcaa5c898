// Call settings (bearer token, headers and name of the bindings), kept until the tab is closed.

import { load, save } from "./ui/storage.js";
import { LOCK, byId, el, icon } from "./ui/dom.js";
import { dialog } from "./ui/dialog.js";

/** @import { Settings } from "./types" */

const KEY = "settings";

/** @type {Settings} */
let current = { token: "", headers: [], bindings: "" };
/** @type {Set<() => void>} */
const listeners = new Set();

export const settings = () => current;

/** Calls `listener` on each change. @param {() => void} listener @returns {() => void} Removes the listener. */
export function onSettings(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** @param {Partial<Settings>} changes */
export function updateSettings(changes) {
  current = { ...current, ...changes };
  save(sessionStorage, KEY, current);
  listeners.forEach((listener) => listener());
}

/** @param {string} application */
export function startSettings(application) {
  const bindings = `@${application.toLowerCase().replace(/[^a-z0-9-]/gu, "-")}/bindings`;
  current = { ...current, bindings, ...load(sessionStorage, KEY) };
  const button = byId("auth");
  const update = () => {
    const count = current.headers.filter(([name]) => name !== "").length;
    const parts = [
      current.token === "" ? "No token" : "Token set",
      count > 0 && `${count} header${count === 1 ? "" : "s"}`,
    ];
    button.replaceChildren(icon(LOCK), el("span", {}, parts.filter(Boolean).join(", ")));
    button.classList.toggle("is-on", current.token !== "" || count > 0);
  };
  button.addEventListener("click", openSettings);
  onSettings(update);
  update();
}

export function openSettings() {
  const bindings = el("input", { type: "text", class: "mono", spellcheck: false, autocomplete: "off" });
  bindings.value = current.bindings;
  bindings.addEventListener("input", () => updateSettings({ bindings: bindings.value.trim() }));
  dialog("Call settings", [
    el("label", { class: "stack" }, "Bearer token", tokenInput()),
    el(
      "p",
      { class: "f-docs" },
      "Sent with each call as ",
      el("code", {}, "authorization: Bearer …"),
      ". The browser also sends this site’s cookies.",
    ),
    headerRows(),
    el("label", { class: "stack" }, "Bindings package", bindings),
    el(
      "p",
      { class: "f-docs" },
      "npm package that the TypeScript snippets import. These settings are deleted when you close the tab.",
    ),
  ]);
}

function tokenInput() {
  const input = el("input", {
    type: "password",
    class: "mono",
    autocomplete: "off",
    spellcheck: false,
    placeholder: "eyJ…",
  });
  input.value = current.token;
  input.addEventListener("input", () => updateSettings({ token: input.value.trim() }));
  const toggle = el("button", { type: "button", class: "small-button", "aria-pressed": "false" }, "Show");
  toggle.addEventListener("click", () => {
    const isShown = input.type === "password";
    input.type = isShown ? "text" : "password";
    toggle.setAttribute("aria-pressed", String(isShown));
    toggle.textContent = isShown ? "Hide" : "Show";
  });
  return el("span", { class: "with-button" }, input, toggle);
}

function headerRows() {
  const holder = el("div", { class: "rows" });
  const draw = () => holder.replaceChildren(...current.headers.map((_, index) => headerRow(index, draw)));
  const add = () => {
    updateSettings({ headers: [...current.headers, ["", ""]] });
    draw();
    /** @type {HTMLElement | null | undefined} */ (holder.lastElementChild?.querySelector("input"))?.focus();
  };
  draw();
  const button = el("button", { type: "button", class: "small-button", onclick: add }, "Add header");
  return el(
    "div",
    { class: "stack", role: "group", "aria-label": "Headers" },
    el("span", {}, "Headers"),
    holder,
    button,
  );
}

/** @param {number} index @param {() => void} redraw */
function headerRow(index, redraw) {
  const [name = "", value = ""] = current.headers[index] ?? [];
  const nameInput = headerInput("Header name", "x-request-id", name);
  const valueInput = headerInput("Header value", "value", value);
  const update = () => {
    updateSettings({
      headers: current.headers.map((pair, at) => (at === index ? [nameInput.value.trim(), valueInput.value] : pair)),
    });
  };
  nameInput.addEventListener("input", update);
  valueInput.addEventListener("input", update);
  const onclick = () => {
    updateSettings({ headers: current.headers.filter((_, at) => at !== index) });
    redraw();
  };
  const remove = el(
    "button",
    { type: "button", class: "icon-button quiet", "aria-label": `Remove header ${index + 1}`, onclick },
    "✕",
  );
  return el("div", { class: "row header-row" }, nameInput, valueInput, remove);
}

/** @param {string} label @param {string} placeholder @param {string} value */
function headerInput(label, placeholder, value) {
  return el("input", { type: "text", class: "mono", value, "aria-label": label, placeholder, spellcheck: false });
}

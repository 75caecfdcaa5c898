// Whose calls these are: a bearer token and headers, for as long as the tab is open.

import { recall, remember } from "./ui/memory.js";
import { byId, el, icon } from "./ui/dom.js";
import { dialog } from "./ui/dialog.js";

/** @import { Settings } from "./types" */

const KEY = "settings";
const LOCK = "M5.5 9V6.5a4.5 4.5 0 0 1 9 0V9M4 9h12v8H4z";

/** @type {Settings} */
let now = { token: "", headers: [], bindings: "" };
/** @type {Set<() => void>} */
const listeners = new Set();

export const settings = () => now;

/** @param {() => void} listener @returns {() => void} Ends it. */
export function onSettings(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** @param {Partial<Settings>} change */
export function change(change) {
  now = { ...now, ...change };
  remember(sessionStorage, KEY, now);
  listeners.forEach((listener) => listener());
}

/** @param {string} application */
export function startSettings(application) {
  const bindings = `@${application.toLowerCase().replace(/[^a-z0-9-]/gu, "-")}/bindings`;
  now = { ...now, bindings, ...recall(sessionStorage, KEY) };
  const button = byId("auth");
  const show = () => {
    const count = now.headers.filter(([name]) => name !== "").length;
    const parts = [
      now.token === "" ? "No token" : "Token set",
      count > 0 && `${count} header${count === 1 ? "" : "s"}`,
    ];
    button.replaceChildren(icon(LOCK), el("span", {}, parts.filter(Boolean).join(", ")));
    button.classList.toggle("is-on", now.token !== "" || count > 0);
  };
  button.addEventListener("click", open);
  onSettings(show);
  show();
}

/** Opens the dialog. */
export function open() {
  const token = el("input", {
    type: "password",
    class: "mono",
    autocomplete: "off",
    spellcheck: false,
    placeholder: "eyJ…",
  });
  token.value = now.token;
  token.addEventListener("input", () => change({ token: token.value.trim() }));
  const seen = el("button", { type: "button", class: "small-button", "aria-pressed": "false" }, "Show");
  seen.addEventListener("click", () => {
    const isShown = token.type === "password";
    token.type = isShown ? "text" : "password";
    seen.setAttribute("aria-pressed", String(isShown));
    seen.textContent = isShown ? "Hide" : "Show";
  });
  const bindings = el("input", { type: "text", class: "mono", spellcheck: false, autocomplete: "off" });
  bindings.value = now.bindings;
  bindings.addEventListener("input", () => change({ bindings: bindings.value.trim() }));
  dialog("Who calls", [
    el("label", { class: "stack" }, "Bearer token", el("span", { class: "with-button" }, token, seen)),
    el(
      "p",
      { class: "f-docs" },
      "Sent with each call as ",
      el("code", {}, "authorization: Bearer …"),
      ". Cookies of this site are sent anyway.",
    ),
    headerRows(),
    el("label", { class: "stack" }, "Package of the bindings", bindings),
    el(
      "p",
      { class: "f-docs" },
      "From where the TypeScript of a call imports. All of this is forgotten when the tab is closed.",
    ),
  ]);
}

function headerRows() {
  const holder = el("div", { class: "rows" });
  /** @param {number} index @param {0 | 1} part @param {string} value */
  const put = (index, part, value) => {
    change({
      headers: now.headers.map((pair, at) => (at !== index ? pair : part === 0 ? [value, pair[1]] : [pair[0], value])),
    });
  };
  const draw = () => {
    const rows = now.headers.map(([name, value], index) => {
      const left = el("input", {
        type: "text",
        class: "mono",
        value: name,
        "aria-label": "Header name",
        placeholder: "x-request-id",
        spellcheck: false,
      });
      const right = el("input", {
        type: "text",
        class: "mono",
        value,
        "aria-label": "Header value",
        placeholder: "value",
        spellcheck: false,
      });
      left.addEventListener("input", () => put(index, 0, left.value.trim()));
      right.addEventListener("input", () => put(index, 1, right.value));
      const less = () => {
        change({ headers: now.headers.filter((_, at) => at !== index) });
        draw();
      };
      const remove = el(
        "button",
        { type: "button", class: "icon-button quiet", "aria-label": `Remove header ${index + 1}`, onclick: less },
        "✕",
      );
      return el("div", { class: "row header-row" }, left, right, remove);
    });
    holder.replaceChildren(...rows);
  };
  const more = () => {
    change({ headers: [...now.headers, ["", ""]] });
    draw();
    /** @type {HTMLElement | null | undefined} */ (holder.lastElementChild?.querySelector("input"))?.focus();
  };
  draw();
  const add = el("button", { type: "button", class: "small-button", onclick: more }, "Add a header");
  return el("div", { class: "stack", role: "group", "aria-label": "Headers" }, el("span", {}, "Headers"), holder, add);
}

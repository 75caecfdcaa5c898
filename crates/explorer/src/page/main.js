// The explorer: reads the contract, and shows what the address names.

import { Api } from "./api.js";
import { BASE } from "./call/request.js";
import { startKeys } from "./keys.js";
import { procedureView } from "./procedure.js";
import { startSettings } from "./settings.js";
import { startSide } from "./side.js";
import { typeView } from "./type.js";
import { byId, el } from "./ui/dom.js";
import { startTheme } from "./ui/theme.js";

/** @import { Entry } from "./types" */

startTheme();
document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});
try {
  const answer = await fetch("_explorer/contract.json");
  const told = await answer.json();
  if (told.refused) refuse(told.refused);
  else start(new Api(told));
} catch (error) {
  refuse([`The contract cannot be read: ${String(error)}`]);
}

/** @param {string[]} complaints */
function refuse(complaints) {
  const list = el(
    "ul",
    {},
    complaints.map((text) => el("li", {}, el("pre", { class: "complaint" }, text))),
  );
  byId("main").replaceChildren(
    el("div", { class: "refused", role: "alert" }, el("h1", {}, "This API cannot be told as it is on the wire"), list),
  );
}

/** @param {Api} api */
function start(api) {
  /** @type {ReturnType<typeof procedureView> | undefined} */
  let shown;
  /** @type {Entry | undefined} */
  let again;
  const application = api.application.replaceAll("_", " ");
  byId("app").textContent = application;
  byId("origin").textContent = BASE.replace(/^https?:\/\//u, "").replace(/\/$/u, "");
  startSettings(api.application);
  const side = startSide(api);
  const drawer = startDrawer();

  const open = (/** @type {Entry} */ entry) => {
    again = entry;
    if (location.hash === `#${encodeURIComponent(entry.name)}`) show();
    else location.hash = encodeURIComponent(entry.name);
  };
  const view = (/** @type {string} */ name) => {
    const type = name.startsWith("type:") ? api.types.get(name.slice("type:".length)) : undefined;
    const procedure = api.procedure(name);
    if (type) return typeView(api, type);
    if (!procedure) return unknown(api, name);
    shown = procedureView(api, procedure, { entry: again?.name === name ? again : undefined, open });
    return shown.node;
  };
  const show = () => {
    shown?.leave();
    shown = undefined;
    const name = decodeURIComponent(location.hash.slice(1)) || (api.procedures[0]?.name ?? "");
    byId("main").replaceChildren(view(name));
    again = undefined;
    document.title = `${name.replace("type:", "")} · ${application}`;
    side.mark(name.startsWith("type:") ? `#type:${encodeURIComponent(name.slice(5))}` : `#${encodeURIComponent(name)}`);
    drawer.close();
    scrollTo(0, 0);
  };
  addEventListener("hashchange", show);
  const search = () => {
    drawer.open();
    side.focus();
  };
  startKeys({ search, call: () => shown?.call(), stop: () => shown?.stop() });
  show();
}

/** @param {Api} api @param {string} name */
function unknown(api, name) {
  const text =
    api.procedures.length === 0
      ? "This API has no procedures that are described."
      : `There is no procedure called “${name}”.`;
  return el(
    "div",
    { class: "empty" },
    el("h1", { class: "empty-title" }, text),
    el("p", {}, "Press ", el("kbd", {}, "/"), " to search."),
  );
}

/** On a narrow screen the list comes in from the side. */
function startDrawer() {
  const button = byId("menu");
  const set = (/** @type {boolean} */ isOpen) => {
    document.body.classList.toggle("has-drawer", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
  byId("main").addEventListener("pointerdown", () => set(false));
  addEventListener("keydown", (event) => event.key === "Escape" && set(false));
  return { open: () => set(true), close: () => set(false) };
}

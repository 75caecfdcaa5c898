// Entry point: loads the contract and shows the procedure or type named in the URL fragment.

import { Api } from "./api.js";
import { BASE } from "./call/request.js";
import { procedureView } from "./procedure-view.js";
import { startSettings } from "./settings.js";
import { startShortcuts } from "./shortcuts.js";
import { startSidebar } from "./sidebar.js";
import { typeView } from "./type-view.js";
import { byId, el } from "./ui/dom.js";
import { startTheme } from "./ui/theme.js";

/** @import { HistoryEntry } from "./types" */

startTheme();
document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});
try {
  const response = await fetch("_explorer/contract.json");
  const contractResponse = await response.json();
  if (contractResponse.errors) showContractErrors(contractResponse.errors);
  else start(new Api(contractResponse));
} catch (error) {
  showContractErrors([`failed to load contract.json: ${String(error)}`]);
}

/** @param {string[]} errors */
function showContractErrors(errors) {
  const list = el(
    "ul",
    {},
    errors.map((text) => el("li", {}, el("pre", { class: "error-detail" }, text))),
  );
  byId("main").replaceChildren(
    el(
      "div",
      { class: "contract-errors", role: "alert" },
      el("h1", {}, "The contract of this API is unavailable"),
      list,
    ),
  );
}

/** @param {Api} api */
function start(api) {
  /** @type {ReturnType<typeof procedureView> | undefined} */
  let shown;
  /** @type {HistoryEntry | undefined} */
  let entryToRestore;
  const application = api.application.replaceAll("_", " ");
  byId("app").textContent = application;
  byId("origin").textContent = BASE.replace(/^https?:\/\//u, "").replace(/\/$/u, "");
  startSettings(api.application);
  const sidebar = startSidebar(api);
  const drawer = startDrawer();

  const open = (/** @type {HistoryEntry} */ entry) => {
    entryToRestore = entry;
    if (location.hash === `#${encodeURIComponent(entry.name)}`) show();
    else location.hash = encodeURIComponent(entry.name);
  };
  const view = (/** @type {string} */ name) => {
    const type = name.startsWith("type:") ? api.types.get(name.slice("type:".length)) : undefined;
    const procedure = api.procedure(name);
    if (type) return typeView(api, type);
    if (!procedure) return notFoundView(api, name);
    const entry = entryToRestore?.name === name ? entryToRestore : undefined;
    shown = procedureView(api, procedure, { entry, open });
    return shown.node;
  };
  const show = () => {
    shown?.dispose();
    shown = undefined;
    const name = decodeURIComponent(location.hash.slice(1)) || (api.procedures[0]?.name ?? "");
    byId("main").replaceChildren(view(name));
    entryToRestore = undefined;
    document.title = `${name.replace("type:", "")} · ${application}`;
    sidebar.setCurrent(
      name.startsWith("type:") ? `#type:${encodeURIComponent(name.slice(5))}` : `#${encodeURIComponent(name)}`,
    );
    drawer.close();
    scrollTo(0, 0);
  };
  addEventListener("hashchange", show);
  const search = () => {
    drawer.open();
    sidebar.focus();
  };
  startShortcuts({ search, call: () => shown?.call(), stop: () => shown?.stop() });
  show();
}

/** @param {Api} api @param {string} name */
function notFoundView(api, name) {
  const text = api.procedures.length === 0 ? "This API has no procedures." : `There is no procedure called “${name}”.`;
  return el(
    "div",
    { class: "empty" },
    el("h1", { class: "empty-title" }, text),
    el("p", {}, "Press ", el("kbd", {}, "/"), " to search."),
  );
}

/** Sets up the drawer that shows the sidebar on narrow screens. */
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

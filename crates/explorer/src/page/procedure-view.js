// View of a procedure: its documentation, the form for calling it, and the result.

import { Caller } from "./call/caller.js";
import { curl } from "./call/curl.js";
import { request } from "./call/request.js";
import { typescript } from "./call/typescript.js";
import { editor } from "./editor.js";
import { historyCard } from "./history.js";
import { onSettings, openSettings, settings } from "./settings.js";
import { docs } from "./show/docs.js";
import { errorsTable, signature } from "./show/signature.js";
import { policiesCard } from "./show/policies.js";
import { sourceLink } from "./show/source-link.js";
import { Result } from "./show/result.js";
import { LOCK, el, icon } from "./ui/dom.js";

/** @import { Api } from "./api.js" */
/** @import { HistoryEntry, Procedure } from "./types" */

/**
 * @param {Api} api
 * @param {Procedure} procedure
 * @param {{ entry?: HistoryEntry | undefined, open: (entry: HistoryEntry) => void }} options `entry` is a call from
 *   the history, whose input and result are shown again.
 */
export function procedureView(api, procedure, { entry, open }) {
  const result = new Result(api, procedure);
  const initialInput = entry?.input.kind === "json" ? entry.input.value : undefined;
  const input = editor(api, procedure, () => updateSnippets(), initialInput);
  const caller = new Caller(api, procedure, input, result, (isRunning) => showRunning(isRunning));
  const buttons = callButtons(procedure, caller);

  function updateSnippets() {
    const httpRequest = request(api, procedure, input.get(), settings());
    const streaming = caller.isStream;
    result.showSnippets({
      curl: curl(httpRequest, { streaming }),
      displayedCurl: curl(httpRequest, { masked: true, streaming }),
      typescript: typescript(api, procedure, httpRequest.input, settings()),
    });
  }
  /** @param {boolean} isRunning */
  function showRunning(isRunning) {
    buttons.showRunning(isRunning);
    if (!isRunning) updateSnippets();
  }

  const hint = tokenHint(procedure);
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void caller.call();
  };
  const form = el(
    "form",
    { class: "card call", "aria-label": `Call ${procedure.name}`, noValidate: true, onsubmit },
    hint.node,
    input.node,
    buttons.node,
  );
  const resultColumn = el("div", { class: "column is-sticky" }, result.node, historyCard(open));
  const reference = [signature(api, procedure), errorsTable(api, procedure), policiesCard(procedure)];
  const columns = [form, el("div", { class: "results" }, resultColumn), el("div", { class: "column" }, reference)];
  const node = el(
    "article",
    { "aria-labelledby": "title" },
    heading(api, procedure),
    el("div", { class: "columns is-call" }, columns),
  );
  const unsubscribe = onSettings(() => {
    hint.update();
    updateSnippets();
  });
  updateSnippets();
  if (entry?.result && entry.items === undefined) result.show(entry.result);
  const dispose = () => {
    unsubscribe();
    caller.stop();
  };
  return { node, call: () => form.requestSubmit(), stop: () => caller.stop(), dispose };
}

/** @param {Procedure} procedure @param {Caller} caller */
function callButtons(procedure, caller) {
  const text = procedure.kind === "subscription" ? "Subscribe" : caller.isStream ? "Stream" : "Call";
  const start = el("button", { type: "submit", class: "primary" }, el("span", {}, text), el("kbd", {}, "Ctrl ↵"));
  const stop = el("button", { type: "button", class: "danger", hidden: true, onclick: () => caller.stop() }, "Stop");
  const showRunning = (/** @type {boolean} */ isRunning) => {
    stop.hidden = !isRunning;
    start.disabled = isRunning && !caller.isStream;
  };
  return { node: el("div", { class: "actions" }, start, stop), showRunning };
}

/** @param {Api} api @param {Procedure} procedure */
function heading(api, procedure) {
  const nameStart = procedure.name.lastIndexOf(".") + 1;
  const namespace = nameStart > 0 && el("span", { class: "namespace" }, procedure.name.slice(0, nameStart));
  const deprecation = procedure.deprecated ? el("p", { class: "deprecation" }, procedure.deprecated) : null;
  return el(
    "header",
    { class: "heading" },
    el("h1", { id: "title" }, namespace, procedure.name.slice(nameStart)),
    el("div", { class: "badges" }, badges(procedure), sourceLink(api.locations.get(procedure))),
    deprecation,
    docs(procedure.docs),
  );
}

/** @param {Procedure} procedure */
function badges({ kind, streaming, tracked, encoding, public: isPublic, guards = [], deprecated }) {
  const badge = (/** @type {string} */ text, title = "") => el("span", { class: "badge", title: title || null }, text);
  return [
    el("span", { class: `kind k-${kind}` }, kind),
    streaming && kind !== "subscription" && badge("streaming"),
    tracked && badge("resumable", "Items carry an id; the stream can resume after the last one received"),
    encoding && badge(encoding === "form" ? "multipart form" : "raw bytes"),
    isPublic && badge("public", "Callable without authentication"),
    ...guards.map((guard) => el("span", { class: "badge is-guard" }, icon(LOCK), `requires ${guard}`)),
    deprecated !== undefined && el("span", { class: "badge is-deprecated" }, "deprecated"),
  ];
}

/** Hint that the procedure has guards, shown while no credentials are set. @param {Procedure} procedure */
function tokenHint({ guards = [] }) {
  const button = el("button", { type: "button", class: "small-button", onclick: openSettings }, "Set token");
  const text = `This procedure requires ${guards.join(" and ")}, but no token is set.`;
  const node = el("p", { class: "hint" }, icon(LOCK), el("span", {}, text), button);
  const update = () => {
    const { token, headers } = settings();
    node.hidden = guards.length === 0 || token !== "" || headers.length > 0;
  };
  update();
  return { node, update };
}

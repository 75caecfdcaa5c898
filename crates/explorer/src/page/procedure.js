// A procedure's own view: what is known of it, a form to call it, and what came of that.

import { Caller } from "./call/caller.js";
import { curl } from "./call/curl.js";
import { request } from "./call/request.js";
import { typescript } from "./call/typescript.js";
import { editor } from "./editor.js";
import { historyCard } from "./history.js";
import { onSettings, open as openSettings, settings } from "./settings.js";
import { docs } from "./show/docs.js";
import { errorsTable, signature } from "./show/contract.js";
import { policiesCard } from "./show/policies.js";
import { placeLink } from "./show/place.js";
import { Result } from "./show/result.js";
import { el, icon } from "./ui/dom.js";

/** @import { Api } from "./api.js" */
/** @import { Entry, Procedure } from "./types" */

const LOCK = "M5.5 9V6.5a4.5 4.5 0 0 1 9 0V9M4 9h12v8H4z";

/**
 * @param {Api} api
 * @param {Procedure} procedure
 * @param {{ entry?: Entry | undefined, open: (entry: Entry) => void }} options An entry of the history that is shown again.
 */
export function procedureView(api, procedure, { entry, open }) {
  const result = new Result(api, procedure);
  const given = entry?.input.kind === "json" ? entry.input.value : undefined;
  const input = editor(api, procedure, () => tell(), given);
  const caller = new Caller(api, procedure, input, result, (isRunning) => showRunning(isRunning));
  const isStream = caller.isStream;
  const label = el("span", {}, isStream ? "Subscribe" : "Call");
  if (isStream && procedure.kind !== "subscription") label.textContent = "Follow";
  const start = el("button", { type: "submit", class: "primary" }, label, el("kbd", {}, "Ctrl ↵"));
  const stop = el("button", { type: "button", class: "danger", hidden: true, onclick: () => caller.stop() }, "Stop");

  function tell() {
    const sent = request(api, procedure, input.get(), settings());
    const streams = isStream;
    const shown = curl(sent, { masked: true, streams });
    result.tell({
      curl: curl(sent, { streams }),
      shown,
      typescript: typescript(api, procedure, sent.input, settings()),
    });
  }
  /** @param {boolean} isRunning */
  function showRunning(isRunning) {
    stop.hidden = !isRunning;
    start.disabled = isRunning && !isStream;
    if (!isRunning) tell();
  }

  const call = (/** @type {Event} */ event) => {
    event.preventDefault();
    void caller.call();
  };
  const hint = tokenHint(procedure);
  const form = el(
    "form",
    { class: "card call", "aria-label": `Call ${procedure.name}`, noValidate: true, onsubmit: call },
    hint.node,
    input.node,
    el("div", { class: "actions" }, start, stop),
  );
  const answers = el(
    "div",
    { class: "answers" },
    el("div", { class: "column is-sticky" }, result.node, historyCard(open)),
  );
  const about = el(
    "div",
    { class: "column" },
    signature(api, procedure),
    errorsTable(api, procedure),
    policiesCard(procedure),
  );
  const parts = el("div", { class: "columns is-call" }, form, answers, about);
  const node = el("article", { "aria-labelledby": "title" }, heading(api, procedure), parts);
  const leave = onSettings(() => {
    hint.show();
    tell();
  });
  tell();
  if (entry?.outcome && entry.items === undefined) result.show(entry.outcome);
  return { node, call: () => form.requestSubmit(), stop: () => caller.stop(), leave: () => (leave(), caller.stop()) };
}

/** @param {Api} api @param {Procedure} procedure */
function heading(api, procedure) {
  const at = procedure.name.lastIndexOf(".") + 1;
  const namespace = at > 0 && el("span", { class: "namespace" }, procedure.name.slice(0, at));
  const badges = [
    el("span", { class: `kind k-${procedure.kind}` }, procedure.kind),
    procedure.streams && procedure.kind !== "subscription" && el("span", { class: "badge" }, "streams"),
    procedure.tracked &&
      el(
        "span",
        { class: "badge", title: "Its items carry ids: it can go on after the last that was seen" },
        "resumable",
      ),
    procedure.encoding &&
      el("span", { class: "badge" }, procedure.encoding === "form" ? "multipart form" : "raw bytes"),
    procedure.public && el("span", { class: "badge", title: "Anybody may call it" }, "public"),
    ...(procedure.proofs ?? []).map((proof) => el("span", { class: "badge is-proof" }, icon(LOCK), `needs ${proof}`)),
    procedure.deprecated !== undefined && el("span", { class: "badge is-old" }, "deprecated"),
    placeLink(api.places.get(procedure)),
  ];
  const old = procedure.deprecated ? el("p", { class: "deprecation" }, procedure.deprecated) : null;
  return el(
    "header",
    { class: "heading" },
    el("h1", { id: "title" }, namespace, procedure.name.slice(at)),
    el("div", { class: "badges" }, badges),
    old,
    docs(procedure.docs),
  );
}

/** Says that a token is missing, before the server does. @param {Procedure} procedure */
function tokenHint({ proofs = [] }) {
  const button = el("button", { type: "button", class: "small-button", onclick: openSettings }, "Set a token");
  const node = el(
    "p",
    { class: "hint" },
    icon(LOCK),
    el("span", {}, `It needs ${proofs.join(" and ")}, and no token is set.`),
    button,
  );
  const show = () => {
    const { token, headers } = settings();
    node.hidden = proofs.length === 0 || token !== "" || headers.length > 0;
  };
  show();
  return { node, show };
}

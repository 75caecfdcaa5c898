// What came back, and how to do it again elsewhere.

import { copyButton, el } from "../ui/dom.js";
import { stringify } from "../json.js";
import { tabs } from "../ui/tabs.js";
import { failureView } from "./failure.js";
import { jsonView } from "./json.js";
import { statusLine } from "./status.js";
import { tokenOffers } from "./token.js";

/** @import { Api } from "../api.js" */
/** @import { Outcome, Procedure } from "../types" */

/** The card with the answer and the snippets. */
export class Result {
  /** @param {Api} api @param {Procedure} procedure */
  constructor(api, procedure) {
    this.api = api;
    this.procedure = procedure;
    this.line = el("div", { class: "status-line", "aria-live": "polite" });
    this.answer = el("div", { class: "panel" });
    this.headers = el("div", { class: "panel" });
    this.curl = snippet("curl");
    this.typescript = snippet("TypeScript");
    this.tabs = tabs("Answer", [
      { name: "Answer", panel: this.answer },
      { name: "Headers", panel: this.headers },
      { name: "curl", panel: this.curl.node },
      { name: "TypeScript", panel: this.typescript.node },
    ]);
    this.node = el("section", { class: "card result", "aria-label": "Answer" }, this.line, this.tabs.node);
    this.idle();
  }

  idle() {
    this.line.replaceChildren();
    const keys = el("p", {}, "Press ", el("kbd", {}, "Ctrl"), " ", el("kbd", {}, "Enter"), " to call it.");
    this.answer.replaceChildren(
      el("div", { class: "empty" }, el("p", { class: "empty-title" }, "Nothing called yet"), keys),
    );
    this.#noHeaders();
  }

  busy() {
    this.line.replaceChildren(el("span", { class: "pill is-busy" }, "Calling…"));
    this.node.setAttribute("aria-busy", "true");
  }

  /** @param {Outcome} outcome */
  show(outcome) {
    this.node.removeAttribute("aria-busy");
    const { failure, data } = outcome;
    this.line.replaceChildren(.../** @type {Node[]} */ (statusLine(outcome).filter(Boolean)));
    if (failure) this.answer.replaceChildren(failureView(this.api, this.procedure, failure));
    else {
      const copy = copyButton(() => stringify(data, 2) ?? "null");
      const tools = el("div", { class: "tools" }, tokenOffers(data), el("span", { class: "space" }), copy);
      this.answer.replaceChildren(tools, jsonView(data ?? null));
    }
    this.showHeaders(outcome.headers);
  }

  /** @param {HTMLElement} node */
  showLive(node) {
    this.node.removeAttribute("aria-busy");
    this.line.replaceChildren();
    this.answer.replaceChildren(node);
    this.tabs.show(0);
  }

  /** @param {[string, string][]} headers */
  showHeaders(headers) {
    if (headers.length === 0) return this.#noHeaders();
    const rows = headers.map(([name, value]) => el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, value)));
    this.headers.replaceChildren(el("table", { class: "headers" }, el("tbody", {}, rows)));
  }

  #noHeaders() {
    this.headers.replaceChildren(el("div", { class: "empty" }, el("p", {}, "The answer's headers will stand here.")));
  }

  /** @param {{ curl: string, shown: string, typescript: string }} texts */
  tell({ curl, shown, typescript }) {
    this.curl.show(shown, curl);
    this.typescript.show(typescript, typescript);
  }
}

/** @param {string} label */
function snippet(label) {
  const code = el("code");
  let whole = "";
  const copy = copyButton(() => whole);
  const pre = el("pre", { class: "snippet", tabindex: "0", role: "region", "aria-label": label }, code);
  const node = el("div", { class: "panel" }, el("div", { class: "tools" }, el("span", { class: "space" }), copy), pre);
  const show = (/** @type {string} */ seen, /** @type {string} */ copied) => {
    code.replaceChildren(...coloured(seen));
    whole = copied;
  };
  return { node, show };
}

const WORDS =
  /("(?:[^"\\]|\\.)*"|'[^']*')|(\b(?:import|from|const|await|for|of|if|else|switch|case|break|default|throw|new|declare|curl)\b)/gu;

/** Strings and keywords, which is enough to read it by. @param {string} text */
function coloured(text) {
  let at = 0;
  const parts = [...text.matchAll(WORDS)].flatMap((match) => {
    const before = text.slice(at, match.index);
    at = match.index + match[0].length;
    return [before, el("span", { class: match[1] ? "t-string" : "t-keyword" }, match[0])];
  });
  return [...parts, text.slice(at)];
}

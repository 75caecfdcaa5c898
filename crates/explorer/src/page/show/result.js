// Result of a call: the response and its headers, with code snippets that make the same call.

import { copyButton, el } from "../ui/dom.js";
import { stringify } from "../json.js";
import { tabs } from "../ui/tabs.js";
import { errorView } from "./error-view.js";
import { jsonView } from "./json-view.js";
import { statusLine } from "./status.js";
import { tokenButtons } from "./token-buttons.js";

/** @import { Api } from "../api.js" */
/** @import { CallResult, Procedure } from "../types" */

/** Card with the response and the code snippets. */
export class Result {
  /** @param {Api} api @param {Procedure} procedure */
  constructor(api, procedure) {
    this.api = api;
    this.procedure = procedure;
    this.statusLine = el("div", { class: "status-line", "aria-live": "polite" });
    this.body = el("div", { class: "panel" });
    this.headers = el("div", { class: "panel" });
    this.curl = snippet("curl");
    this.typescript = snippet("TypeScript");
    this.tabs = tabs("Response", [
      { name: "Response", panel: this.body },
      { name: "Headers", panel: this.headers },
      { name: "curl", panel: this.curl.node },
      { name: "TypeScript", panel: this.typescript.node },
    ]);
    this.node = el("section", { class: "card result", "aria-label": "Response" }, this.statusLine, this.tabs.node);
    this.#showIdle();
  }

  #showIdle() {
    const shortcut = el("p", {}, "Press ", el("kbd", {}, "Ctrl"), " ", el("kbd", {}, "Enter"), " to send the call.");
    this.body.replaceChildren(
      el("div", { class: "empty" }, el("p", { class: "empty-title" }, "No response yet"), shortcut),
    );
    this.#showNoHeaders();
  }

  showBusy() {
    this.statusLine.replaceChildren(el("span", { class: "pill is-busy" }, "Calling…"));
    this.node.setAttribute("aria-busy", "true");
  }

  /** @param {CallResult} result */
  show(result) {
    this.node.removeAttribute("aria-busy");
    const { failure, data } = result;
    this.statusLine.replaceChildren(.../** @type {Node[]} */ (statusLine(result).filter(Boolean)));
    if (failure) this.body.replaceChildren(errorView(this.api, this.procedure, failure));
    else {
      const copy = copyButton(() => stringify(data, 2) ?? "null");
      const tools = el("div", { class: "tools" }, tokenButtons(data), el("span", { class: "space" }), copy);
      this.body.replaceChildren(tools, jsonView(data ?? null));
    }
    this.showHeaders(result.headers);
  }

  /** @param {HTMLElement} node */
  showStream(node) {
    this.node.removeAttribute("aria-busy");
    this.statusLine.replaceChildren();
    this.body.replaceChildren(node);
    this.tabs.show(0);
  }

  /** @param {[string, string][]} headers */
  showHeaders(headers) {
    if (headers.length === 0) return this.#showNoHeaders();
    const rows = headers.map(([name, value]) => el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, value)));
    this.headers.replaceChildren(el("table", { class: "headers" }, el("tbody", {}, rows)));
  }

  #showNoHeaders() {
    this.headers.replaceChildren(el("div", { class: "empty" }, el("p", {}, "No response headers")));
  }

  /** @param {{ curl: string, displayedCurl: string, typescript: string }} snippets */
  showSnippets({ curl, displayedCurl, typescript }) {
    this.curl.show(displayedCurl, curl);
    this.typescript.show(typescript, typescript);
  }
}

/** @param {string} label */
function snippet(label) {
  const code = el("code");
  let copyText = "";
  const copy = copyButton(() => copyText);
  const pre = el("pre", { class: "snippet", tabindex: "0", role: "region", "aria-label": label }, code);
  const node = el("div", { class: "panel" }, el("div", { class: "tools" }, el("span", { class: "space" }), copy), pre);
  const show = (/** @type {string} */ displayed, /** @type {string} */ copied) => {
    code.replaceChildren(...highlight(displayed));
    copyText = copied;
  };
  return { node, show };
}

const TOKENS =
  /("(?:[^"\\]|\\.)*"|'[^']*')|(\b(?:import|from|const|await|for|of|if|else|switch|case|break|default|throw|new|declare|curl)\b)/gu;

/** Highlights strings and keywords. @param {string} text */
function highlight(text) {
  let end = 0;
  const parts = [...text.matchAll(TOKENS)].flatMap((match) => {
    const before = text.slice(end, match.index);
    end = match.index + match[0].length;
    return [before, el("span", { class: match[1] ? "t-string" : "t-keyword" }, match[0])];
  });
  return [...parts, text.slice(end)];
}

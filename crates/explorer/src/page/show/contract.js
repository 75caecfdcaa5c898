// What a procedure takes, gives and refuses, as the contract tells it.

import { el } from "../ui/dom.js";
import { inline } from "./docs.js";
import { declaration, plainType, typeText } from "./types.js";

/** @import { Api } from "../api.js" */
/** @import { Procedure, Shape } from "../types" */

/** @param {Api} api @param {Procedure} procedure */
export function signature(api, procedure) {
  const input = procedure.encoding && { form: "FormData", bytes: "Blob | Uint8Array" }[procedure.encoding];
  const isNone = input === undefined && api.resolve(procedure.input) === "null";
  const output = procedure.kind === "subscription" ? "Each item" : procedure.streams ? "Each item" : "Output";
  return el(
    "section",
    { class: "card", "aria-label": "Types" },
    part(api, "Input", procedure.input, input, isNone),
    part(api, output, procedure.output),
  );
}

/**
 * A type, and below it what it is.
 *
 * @param {Api} api
 * @param {string} title
 * @param {Shape} shape
 * @param {string} [instead]
 * @param {boolean} [isNone]
 */
function part(api, title, shape, instead, isNone = false) {
  const head = isNone
    ? el("span", { class: "quiet-text" }, "none")
    : el("code", { class: "type" }, instead ?? typeText(shape));
  const names = instead && typeof shape === "string" ? [] : named(shape);
  const declarations = names.flatMap((name) => api.types.get(name) ?? []);
  return el(
    "div",
    { class: "signature" },
    el("div", { class: "signature-head" }, el("h2", { class: "card-title" }, title), head),
    declarations.map((definition) => el("pre", { class: "declaration" }, declaration(definition))),
  );
}

/** The names that a shape is made of on its face. @param {Shape} shape @returns {string[]} */
function named(shape) {
  if (typeof shape === "string") return [];
  if ("type" in shape) return [shape.type.name, ...(shape.type.arguments ?? []).flatMap(named)];
  if ("list" in shape) return named(shape.list);
  if ("nullable" in shape) return named(shape.nullable);
  if ("later" in shape) return named(shape.later);
  return [];
}

/** @param {Api} api @param {Procedure} procedure */
export function errorsTable(api, procedure) {
  const errors = api.errors(procedure);
  const title = el("h2", { class: "card-title" }, "Errors");
  if (errors.length === 0) {
    const none = el(
      "p",
      { class: "quiet-text" },
      "It declares none. What fails inside is logged; the caller sees a code and a request id.",
    );
    return el("section", { class: "card", "aria-label": "Errors" }, title, none);
  }
  const rows = errors.map(({ name, code, of, docs }) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, el("code", {}, typeof of === "string" ? name : link(name, of))),
      el("td", {}, el("span", { class: "code-badge" }, byWords(code))),
      el("td", {}, inline(docs ?? "")),
    ),
  );
  const head = el(
    "thead",
    {},
    el(
      "tr",
      {},
      ["Type", "Code", "When"].map((text) => el("th", { scope: "col" }, text)),
    ),
  );
  return el(
    "section",
    { class: "card", "aria-label": "Errors" },
    title,
    el("table", { class: "errors" }, head, el("tbody", {}, rows)),
  );
}

/** A code that may go on in the next line behind each of its words. @param {string} code */
const byWords = (code) => code.split(/(?<=_)/).flatMap((word) => [word, el("wbr", {})]);

/** @param {string} name @param {Exclude<Shape, string>} of */
function link(name, of) {
  const [type] = named(of);
  return type === undefined
    ? name
    : el("a", { class: "t-name", href: `#type:${encodeURIComponent(type)}`, title: plainType(of) }, name);
}

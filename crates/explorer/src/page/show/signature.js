// Types and declared errors of a procedure.

import { el } from "../ui/dom.js";
import { inline } from "./docs.js";
import { declaration, typeLink, typeNodes, typeString } from "./types.js";

/** @import { Api } from "../api.js" */
/** @import { Procedure, Shape } from "../types" */

/** @param {Api} api @param {Procedure} procedure */
export function signature(api, procedure) {
  const uploadType = procedure.encoding && { form: "FormData", bytes: "Blob | Uint8Array" }[procedure.encoding];
  const isNone = uploadType === undefined && api.resolve(procedure.input) === "null";
  const isStream = procedure.kind === "subscription" || procedure.streaming;
  return el(
    "section",
    { class: "card", "aria-label": "Types" },
    part(api, "Input", procedure.input, { typeText: uploadType, isNone }),
    part(api, isStream ? "Each item" : "Output", procedure.output),
  );
}

/**
 * Heading with a type, followed by the declarations of the types that it names.
 *
 * @param {Api} api
 * @param {string} title
 * @param {Shape} shape
 * @param {{ typeText?: string | undefined, isNone?: boolean }} [options] `typeText` replaces the type in the heading.
 */
function part(api, title, shape, { typeText, isNone = false } = {}) {
  const type = isNone
    ? el("span", { class: "muted" }, "none")
    : el("code", { class: "type" }, typeText ?? typeNodes(shape));
  const names = typeText && typeof shape === "string" ? [] : typeNames(shape);
  const declarations = names.flatMap((name) => api.types.get(name) ?? []);
  return el(
    "div",
    { class: "signature" },
    el("div", { class: "signature-head" }, el("h2", { class: "card-title" }, title), type),
    declarations.map((definition) => el("pre", { class: "declaration" }, declaration(definition))),
  );
}

/** Returns the names of the types in a shape, without resolving them. @param {Shape} shape @returns {string[]} */
function typeNames(shape) {
  if (typeof shape === "string") return [];
  if ("type" in shape) return [shape.type.name, ...(shape.type.arguments ?? []).flatMap(typeNames)];
  if ("list" in shape) return typeNames(shape.list);
  if ("nullable" in shape) return typeNames(shape.nullable);
  if ("deferred" in shape) return typeNames(shape.deferred);
  return [];
}

/** @param {Api} api @param {Procedure} procedure */
export function errorsTable(api, procedure) {
  const errors = api.errors(procedure);
  const card = (/** @type {HTMLElement} */ content) =>
    el("section", { class: "card", "aria-label": "Errors" }, el("h2", { class: "card-title" }, "Errors"), content);
  if (errors.length === 0) {
    const text =
      "This procedure declares no errors. Internal errors are logged; the caller receives a code and a request id.";
    return card(el("p", { class: "muted" }, text));
  }
  const columns = ["Type", "Code", "When"].map((text) => el("th", { scope: "col" }, text));
  const rows = errors.map(({ name, code, type, docs }) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, el("code", {}, typeof type === "string" ? name : errorLink(name, type))),
      el("td", {}, el("span", { class: "code-badge" }, breakable(code))),
      el("td", {}, inline(docs ?? "")),
    ),
  );
  return card(el("table", { class: "errors" }, el("thead", {}, el("tr", {}, columns)), el("tbody", {}, rows)));
}

/** Returns an error code with a line break opportunity after each underscore. @param {string} code */
const breakable = (code) => code.split(/(?<=_)/).flatMap((word) => [word, el("wbr", {})]);

/** @param {string} name @param {Exclude<Shape, string>} shape */
function errorLink(name, shape) {
  const [type] = typeNames(shape);
  if (type === undefined) return name;
  return el("a", { class: "t-name", href: typeLink(type), title: typeString(shape) }, name);
}

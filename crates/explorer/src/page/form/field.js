// Form fields: a control with its label, type, documentation and validation errors.

import { inline } from "../show/docs.js";
import { typeString } from "../show/types.js";
import { el, uniqueId } from "../ui/dom.js";
import { rulesText } from "./rules.js";

/** @import { Control, Field, FieldErrors, FieldPath, Shape } from "../types" */

/**
 * @param {object} options
 * @param {string} options.name
 * @param {Shape} options.shape
 * @param {Field} [options.field]
 * @param {FieldPath} options.path
 * @param {Control} options.part
 * @param {HTMLElement | null} [options.extra] Element next to the type.
 */
export function fieldRow({ name, shape, field, path, part, extra }) {
  const id = uniqueId();
  const type = el("span", { class: "f-type" }, typeString(shape));
  const rules = rulesText(field?.rules ?? []);
  const docs = el("p", { class: "f-docs", id: `${id}-docs` }, [
    field?.docs && el("span", {}, inline(field.docs)),
    rules && el("span", { class: "f-rules" }, rules),
  ]);
  const error = el("p", { class: "f-error", id: `${id}-error` });
  const isDeprecated = field?.deprecated !== undefined;
  const title = el("span", { class: isDeprecated ? "f-name t-deprecated" : "f-name" }, name);
  const attributes = { class: "field", "data-path": path.path, "data-rust-path": path.rustPath };
  const describedBy = `${id}-docs ${id}-error`;
  if (part.input) {
    part.input.id ||= id;
    part.input.setAttribute("aria-describedby", describedBy);
    const head = el("div", { class: "f-head" }, el("label", { for: part.input.id }, title), type, extra);
    return el("div", attributes, head, part.node, docs, error);
  }
  title.id = id;
  const head = el("div", { class: "f-head" }, title, type, extra);
  const group = { role: "group", "aria-labelledby": id, "aria-describedby": describedBy };
  return el("div", { ...group, ...attributes }, head, docs, error, part.node);
}

/**
 * Removes earlier errors, shows each error next to its field, and focuses the first invalid input.
 *
 * @param {HTMLElement} form
 * @param {FieldErrors} errors
 */
export function showErrors(form, errors) {
  const fields = [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".field"))];
  for (const field of fields) setErrors(field, []);
  for (const [path, issues] of Object.entries(errors)) {
    const field = fields.find(({ dataset }) => dataset["rustPath"] === path || dataset["path"] === path);
    if (field) setErrors(field, issues);
  }
  const firstInvalid = /** @type {HTMLElement | null} */ (form.querySelector(".field.is-invalid"));
  if (firstInvalid) inputOf(firstInvalid)?.focus();
}

/** @param {HTMLElement} field */
const inputOf = (field) =>
  /** @type {HTMLElement | null} */ (field.querySelector("input:not([data-toggle]), textarea, select"));

/** @param {FieldErrors[string]} issues */
export const issuesText = (issues) => issues.map(({ message }) => message).join("; ");

/** @param {HTMLElement} field @param {FieldErrors[string]} issues */
function setErrors(field, issues) {
  field.classList.toggle("is-invalid", issues.length > 0);
  const error = field.querySelector(":scope > .f-error");
  if (error) error.textContent = issuesText(issues);
  const input = inputOf(field);
  if (issues.length > 0) input?.setAttribute("aria-invalid", "true");
  else input?.removeAttribute("aria-invalid");
}

// A part of a form with its name: label, type, what is said of it, and room for what is wrong.

import { inline } from "../show/docs.js";
import { plainType } from "../show/types.js";
import { el, freshId } from "../ui/dom.js";
import { rulesText } from "./rules.js";

/** @import { At, Control, Field, Shape, Wrong } from "../types" */

/**
 * @param {{ name: string, shape: Shape, field?: Field, at: At, part: Control, extra?: HTMLElement | null }} what
 * @returns {HTMLElement}
 */
export function labelled({ name, shape, field, at, part, extra }) {
  const id = freshId();
  const type = el("span", { class: "f-type" }, plainType(shape));
  const rules = rulesText(field?.rules ?? []);
  const said = [field?.docs && el("span", {}, inline(field.docs)), rules && el("span", { class: "f-rules" }, rules)];
  const about = el("p", { class: "f-docs", id: `${id}-d` }, said);
  const wrong = el("p", { class: "f-wrong", id: `${id}-w` });
  const tail = [type, extra];
  const isOld = field?.deprecated !== undefined;
  const title = el("span", { class: isOld ? "f-name t-old" : "f-name" }, name);
  if (part.input) {
    part.input.id ||= id;
    part.input.setAttribute("aria-describedby", `${id}-d ${id}-w`);
    const label = el("label", { for: part.input.id }, title);
    return wrap("div", {}, [el("div", { class: "f-head" }, label, tail), part.node, about, wrong], at);
  }
  title.id = id;
  const head = el("div", { class: "f-head" }, title, tail);
  const group = { role: "group", "aria-labelledby": id, "aria-describedby": `${id}-d ${id}-w` };
  return wrap("div", group, [head, about, wrong, part.node], at);
}

/**
 * @param {"div"} tag
 * @param {{ [name: string]: string }} attributes
 * @param {HTMLElement[]} children
 * @param {At} at
 */
function wrap(tag, attributes, children, at) {
  return el(tag, { ...attributes, class: "field", "data-path": at.path, "data-rust": at.rust }, children);
}

/**
 * Shows what is wrong where it is wrong.
 *
 * @param {HTMLElement} form
 * @param {Wrong} fields
 */
export function showWrong(form, fields) {
  const parts = [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".field"))];
  for (const part of parts) mark(part, []);
  for (const [path, issues] of Object.entries(fields)) {
    const part = parts.find(({ dataset }) => dataset["rust"] === path || dataset["path"] === path);
    if (part) mark(part, issues);
  }
  const first = /** @type {HTMLElement | null} */ (form.querySelector(".field.is-wrong"));
  if (first) inputOf(first)?.focus();
}

/** @param {HTMLElement} part */
const inputOf = (part) =>
  /** @type {HTMLElement | null} */ (part.querySelector("input:not([data-toggle]), textarea, select"));

/**
 * What is wrong with one field, for people.
 *
 * @param {Wrong[string]} issues
 */
export const said = (issues) => issues.map(({ message }) => message).join("; ");

/** @param {HTMLElement} part @param {Wrong[string]} issues */
function mark(part, issues) {
  part.classList.toggle("is-wrong", issues.length > 0);
  const wrong = part.querySelector(":scope > .f-wrong");
  if (wrong) wrong.textContent = said(issues);
  const input = inputOf(part);
  if (issues.length > 0) input?.setAttribute("aria-invalid", "true");
  else input?.removeAttribute("aria-invalid");
}

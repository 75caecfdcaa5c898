import { el } from "../ui/dom.js";
import { control } from "./control.js";
import { labelled } from "./field.js";
import { map } from "./lists.js";

/** @import { At, Control, Field, ObjectShape, Shape } from "../types" */
/** @import { Form } from "./control.js" */

/** @param {unknown} value @returns {{ [member: string]: unknown }} */
export function members(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The place of a member. @param {At} at @param {string} name @param {string} [rust] @returns {At} */
export function below(at, name, rust = name) {
  const join = (/** @type {string} */ path, /** @type {string} */ part) => (path === "" ? part : `${path}.${part}`);
  return { path: join(at.path, name), rust: join(at.rust, rust) };
}

/**
 * @param {Form} form
 * @param {ObjectShape} shape
 * @param {unknown} value
 * @param {At} at
 * @param {string} [hidden] A member that is chosen elsewhere: the tag of a union.
 * @returns {Control}
 */
export function object(form, { fields, rest }, value, at, hidden) {
  const given = members(value);
  const shown = fields.filter((field) => field.name !== hidden);
  const parts = shown.map((field) => ({ name: field.name, ...member(form, field, given[field.name], at) }));
  const others = Object.entries(given).filter(([name]) => !fields.some((field) => field.name === name));
  const more =
    rest === undefined ? undefined : map(form, { key: "string", value: rest }, Object.fromEntries(others), at);
  const node = el(
    "div",
    { class: "object" },
    parts.map((part) => part.node),
    more?.node,
  );
  const get = () => {
    const named = parts.map((part) => /** @type {const} */ ([part.name, part.get()]));
    return { ...Object.fromEntries(named.filter(([, value]) => value !== undefined)), ...members(more?.get()) };
  };
  return { node, get };
}

/** @param {Form} form @param {Field} field @param {unknown} value @param {At} at @returns {Control} */
function member(form, field, value, at) {
  const place = below(at, field.name, field.rust);
  const what = { name: field.name, shape: field.shape, field, at: place };
  if (!field.optional) {
    const part = control(form, field.shape, value, place);
    return { node: labelled({ ...what, part }), get: () => part.get() };
  }
  return optional(form, what, value);
}

/**
 * A member that may be missing, and a box that says whether it is.
 *
 * @param {Form} form
 * @param {{ name: string, shape: Shape, field: Field, at: At }} what
 * @param {unknown} value
 * @returns {Control}
 */
function optional(form, what, value) {
  const { name, shape, at } = what;
  const box = el("input", {
    type: "checkbox",
    checked: value !== undefined,
    "data-toggle": "",
    "aria-label": `Send ${name}`,
  });
  const extra = el("label", { class: "toggle" }, box, "send");
  const holder = el("div", { class: "holder" });
  /** @type {Control} */
  let part = { node: holder, get: () => undefined };
  const draw = (/** @type {unknown} */ start) => {
    const inner =
      shape !== null && typeof shape !== "string" && "nullable" in shape && start === undefined
        ? shape.nullable
        : shape;
    part = box.checked ? control(form, inner, start, at) : { node: el("span"), get: () => undefined };
    holder.replaceChildren(labelled({ ...what, part, extra }));
    holder.classList.toggle("is-absent", !box.checked);
  };
  box.addEventListener("change", () => {
    draw(undefined);
    form.changed();
    box.focus();
  });
  draw(value);
  return { node: holder, get: () => part.get() };
}

/** Several objects at once. @param {Form} form @param {Shape[]} shapes @param {unknown} value @param {At} at @returns {Control} */
export function all(form, shapes, value, at) {
  const parts = shapes.map((shape) => control(form, shape, value, at));
  const node = el(
    "div",
    { class: "object" },
    parts.map((part) => part.node),
  );
  return { node, get: () => Object.assign({}, ...parts.map((part) => members(part.get()))) };
}

import { el } from "../ui/dom.js";
import { map } from "./collections.js";
import { control } from "./control.js";
import { fieldRow } from "./field.js";

/** @import { Control, Field, FieldPath, ObjectShape, Shape } from "../types" */
/** @import { FormContext } from "./control.js" */

/** Returns a copy of an object, or an empty object for any other value. @param {unknown} value @returns {{ [member: string]: unknown }} */
export function asObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** @param {FieldPath} parent @param {string} name @param {string} [rustName] @returns {FieldPath} */
function childPath(parent, name, rustName = name) {
  const join = (/** @type {string} */ path, /** @type {string} */ part) => (path === "" ? part : `${path}.${part}`);
  return { path: join(parent.path, name), rustPath: join(parent.rustPath, rustName) };
}

/**
 * @param {FormContext} form
 * @param {ObjectShape} shape
 * @param {unknown} value
 * @param {FieldPath} path
 * @param {string} [hidden] Member without a control, because the union's variant determines it.
 * @returns {Control}
 */
export function object(form, { fields, additional }, value, path, hidden) {
  const members = asObject(value);
  const parts = fields
    .filter((field) => field.name !== hidden)
    .map((field) => ({ name: field.name, ...memberControl(form, field, members[field.name], path) }));
  const undeclared = Object.entries(members).filter(([name]) => !fields.some((field) => field.name === name));
  const rest =
    additional === undefined
      ? undefined
      : map(form, { key: "string", value: additional }, Object.fromEntries(undeclared), path);
  const nodes = parts.map((part) => part.node);
  const get = () => {
    const declared = parts.map((part) => /** @type {const} */ ([part.name, part.get()]));
    return { ...Object.fromEntries(declared.filter(([, value]) => value !== undefined)), ...asObject(rest?.get()) };
  };
  return { node: el("div", { class: "object" }, nodes, rest?.node), get };
}

/** @param {FormContext} form @param {Field} field @param {unknown} value @param {FieldPath} objectPath @returns {Control} */
function memberControl(form, field, value, objectPath) {
  const path = childPath(objectPath, field.name, field.rustName);
  const options = { name: field.name, shape: field.shape, field, path };
  if (field.optional) return optionalControl(form, options, value);
  const part = control(form, field.shape, value, path);
  return { node: fieldRow({ ...options, part }), get: () => part.get() };
}

/**
 * Control for an optional member, with a checkbox that includes or omits it.
 *
 * @param {FormContext} form
 * @param {{ name: string, shape: Shape, field: Field, path: FieldPath }} options
 * @param {unknown} value
 * @returns {Control}
 */
function optionalControl(form, options, value) {
  const { name, shape, path } = options;
  const checkbox = el("input", {
    type: "checkbox",
    checked: value !== undefined,
    "data-toggle": "",
    "aria-label": `Send ${name}`,
  });
  const extra = el("label", { class: "toggle" }, checkbox, "send");
  const holder = el("div", { class: "holder" });
  /** @type {Control} */
  let part = { node: holder, get: () => undefined };
  const draw = (/** @type {unknown} */ initial) => {
    // When a nullable member is included, it starts with a value rather than `null`.
    const isNullable = typeof shape !== "string" && "nullable" in shape && initial === undefined;
    const inner = isNullable ? shape.nullable : shape;
    part = checkbox.checked ? control(form, inner, initial, path) : { node: el("span"), get: () => undefined };
    holder.replaceChildren(fieldRow({ ...options, part, extra }));
    holder.classList.toggle("is-absent", !checkbox.checked);
  };
  checkbox.addEventListener("change", () => {
    draw(undefined);
    form.changed();
    checkbox.focus();
  });
  draw(value);
  return { node: holder, get: () => part.get() };
}

/** @param {FormContext} form @param {Shape[]} shapes @param {unknown} value @param {FieldPath} path @returns {Control} */
export function intersection(form, shapes, value, path) {
  const parts = shapes.map((shape) => control(form, shape, value, path));
  const nodes = parts.map((part) => part.node);
  const get = () => Object.assign({}, ...parts.map((part) => asObject(part.get())));
  return { node: el("div", { class: "object" }, nodes), get };
}

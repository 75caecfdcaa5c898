// Generates form controls from the shape of an input, with one kind of control for each kind of shape.

import { parse, stringify } from "../json.js";
import { el } from "../ui/dom.js";
import { array, entries, list, map, tuple } from "./collections.js";
import { intersection, object } from "./object.js";
import { nullable } from "./nullable.js";
import { scalar } from "./scalar.js";
import { union } from "./union.js";

/** @import { Api } from "../api.js" */
/** @import { Control, FieldPath, Shape } from "../types" */

/**
 * Context shared by all controls of a form.
 *
 * @typedef {object} FormContext
 * @property {Api} api
 * @property {() => void} changed Called each time the user changes a value.
 */

/**
 * @param {FormContext} form
 * @param {Shape} shape
 * @param {unknown} value Initial value; `undefined` for none.
 * @param {FieldPath} path
 * @returns {Control}
 */
export function control(form, shape, value, path) {
  const resolved = form.api.resolve(shape);
  if (typeof resolved === "string") return scalar(form, resolved, value) ?? jsonControl(form, value);
  if ("literal" in resolved) {
    return { node: el("code", { class: "literal" }, stringify(resolved.literal)), get: () => resolved.literal };
  }
  if ("nullable" in resolved) return nullable(form, resolved.nullable, value, path);
  if ("list" in resolved) return list(form, resolved.list, value, path);
  if ("array" in resolved) return array(form, resolved.array, value, path);
  if ("tuple" in resolved) return tuple(form, resolved.tuple, value, path);
  if ("map" in resolved) return map(form, resolved.map, value, path);
  if ("entries" in resolved) return entries(form, resolved.entries, value, path);
  if ("object" in resolved) return object(form, resolved.object, value, path);
  if ("union" in resolved) return union(form, resolved.union, value, path);
  if ("intersection" in resolved) return intersection(form, resolved.intersection, value, path);
  return jsonControl(form, value);
}

/** Control for any JSON value. @param {FormContext} form @param {unknown} value @returns {Control} */
function jsonControl(form, value) {
  const input = el("textarea", { class: "mono", rows: 2, spellcheck: false });
  input.value = stringify(value ?? null, 2);
  let lastValid = value ?? null;
  input.addEventListener("input", () => {
    try {
      lastValid = parse(input.value);
      input.setCustomValidity("");
    } catch (error) {
      input.setCustomValidity(String(error));
    }
    form.changed();
  });
  return { node: input, input, get: () => lastValid };
}

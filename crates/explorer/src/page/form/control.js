// A form from the shape of what is sent: one control for each shape.

import { parse, stringify } from "../json.js";
import { el } from "../ui/dom.js";
import { array, entries, list, map, tuple } from "./lists.js";
import { all, object } from "./object.js";
import { nullable } from "./nullable.js";
import { scalar } from "./scalar.js";
import { union } from "./union.js";

/** @import { Api } from "../api.js" */
/** @import { At, Control, Shape } from "../types" */

/**
 * What every control is told.
 *
 * @typedef {object} Form
 * @property {Api} api
 * @property {() => void} changed Somebody has changed something.
 */

/**
 * @param {Form} form
 * @param {Shape} shape
 * @param {unknown} value What it begins with; `undefined` for nothing.
 * @param {At} at
 * @returns {Control}
 */
export function control(form, shape, value, at) {
  const known = form.api.resolve(shape);
  if (typeof known === "string") return scalar(form, known, value) ?? free(form, value);
  if ("literal" in known)
    return { node: el("code", { class: "literal" }, stringify(known.literal)), get: () => known.literal };
  if ("nullable" in known) return nullable(form, known.nullable, value, at);
  if ("list" in known) return list(form, known.list, value, at);
  if ("array" in known) return array(form, known.array, value, at);
  if ("tuple" in known) return tuple(form, known.tuple, value, at);
  if ("map" in known) return map(form, known.map, value, at);
  if ("entries" in known) return entries(form, known.entries, value, at);
  if ("object" in known) return object(form, known.object, value, at);
  if ("union" in known) return union(form, known.union, value, at);
  if ("all" in known) return all(form, known.all, value, at);
  return free(form, value);
}

/** Any JSON. @param {Form} form @param {unknown} value @returns {Control} */
function free(form, value) {
  const input = el("textarea", { class: "mono", rows: 2, spellcheck: false });
  input.value = stringify(value ?? null, 2);
  let last = value ?? null;
  input.addEventListener("input", () => {
    try {
      last = parse(input.value);
      input.setCustomValidity("");
    } catch (error) {
      input.setCustomValidity(String(error));
    }
    form.changed();
  });
  return { node: input, input, get: () => last };
}

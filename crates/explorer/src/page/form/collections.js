// Controls for lists, arrays, tuples and maps.

import { CROSS, el, icon } from "../ui/dom.js";
import { control } from "./control.js";
import { fieldRow } from "./field.js";

/** @import { Control, FieldPath, Shape } from "../types" */
/** @import { FormContext } from "./control.js" */

/** Maximum array length with one control per item. Longer arrays are edited as lists, and only the server checks their length. */
const MAX_ARRAY_CONTROLS = 16;

/** @param {FieldPath} path @param {number} index @returns {FieldPath} */
const itemPath = ({ path, rustPath }, index) => ({ path: `${path}[${index}]`, rustPath: `${rustPath}[${index}]` });

/** @param {string} item @param {() => void} onclick */
const removeButton = (item, onclick) =>
  el("button", { type: "button", class: "icon-button quiet", "aria-label": `Remove ${item}`, onclick }, icon(CROSS));

/**
 * Rows that can be added and removed.
 *
 * @template T
 * @param {FormContext} form
 * @param {string} addLabel
 * @param {T[]} initial
 * @param {(value: T | undefined, index: number) => Control} createRow
 * @returns {{ node: HTMLElement, get: () => unknown[] }}
 */
function rows(form, addLabel, initial, createRow) {
  /** @type {Control[]} */
  let controls = [];
  const holder = el("div", { class: "rows" });
  const values = () => /** @type {T[]} */ (controls.map((row) => row.get()));
  const draw = (/** @type {(T | undefined)[]} */ next) => {
    controls = next.map((value, index) => createRow(value, index));
    const nodes = controls.map(({ node }, index) => {
      const remove = () => {
        draw(values().filter((_, other) => other !== index));
        form.changed();
        addButton.focus();
      };
      return el("div", { class: "row" }, node, removeButton(String(index + 1), remove));
    });
    holder.replaceChildren(...nodes);
  };
  const add = () => {
    draw([...values(), undefined]);
    form.changed();
    const input = /** @type {HTMLElement | null} */ (holder.lastElementChild?.querySelector("input, textarea, select"));
    input?.focus();
  };
  const addButton = el("button", { type: "button", class: "small-button", onclick: add }, addLabel);
  draw(initial);
  return { node: el("div", { class: "list" }, holder, addButton), get: values };
}

/**
 * Creates a field labelled with its index.
 *
 * @param {FormContext} form
 * @param {Shape} shape
 * @param {unknown} value
 * @param {FieldPath} listPath
 * @param {number} index
 * @returns {Control}
 */
function indexedField(form, shape, value, listPath, index) {
  const path = itemPath(listPath, index);
  const part = control(form, shape, value, path);
  return { node: fieldRow({ name: String(index), shape, path, part }), get: () => part.get() };
}

/** @param {FormContext} form @param {Shape} shape @param {unknown} value @param {FieldPath} path @returns {Control} */
export function list(form, shape, value, path) {
  return rows(form, "Add item", Array.isArray(value) ? value : [], (item, index) =>
    indexedField(form, shape, item, path, index),
  );
}

/** @param {FormContext} form @param {Shape[]} shapes @param {unknown} value @param {FieldPath} path @returns {Control} */
export function tuple(form, shapes, value, path) {
  const items = Array.isArray(value) ? value : [];
  const parts = shapes.map((shape, index) => indexedField(form, shape, items[index], path, index));
  const nodes = parts.map(({ node }) => node);
  return { node: el("div", { class: "list" }, nodes), get: () => parts.map((part) => part.get()) };
}

/**
 * @param {FormContext} form
 * @param {{ length: number, item: Shape }} shape
 * @param {unknown} value
 * @param {FieldPath} path
 * @returns {Control}
 */
export function array(form, { length, item }, value, path) {
  if (length > MAX_ARRAY_CONTROLS) return list(form, item, value, path);
  const shapes = Array.from({ length }, () => item);
  return tuple(form, shapes, value, path);
}

/**
 * @param {FormContext} form
 * @param {{ key: Shape, value: Shape }} shape
 * @param {unknown} value
 * @param {FieldPath} path
 * @returns {Control}
 */
export function map(form, shape, value, path) {
  const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const { node, get } = pairs(form, { ...shape, key: keyShape(form, shape.key) }, members, path);
  return { node, get: () => Object.fromEntries(/** @type {[string, unknown][]} */ (get())) };
}

/**
 * @param {FormContext} form
 * @param {{ key: Shape, value: Shape }} shape
 * @param {unknown} value
 * @param {FieldPath} path
 * @returns {Control}
 */
export function entries(form, shape, value, path) {
  return pairs(form, shape, Array.isArray(value) ? value : [], path);
}

/** Returns the shape of a map's keys. Object member names are always strings, regardless of the key type. @param {FormContext} form @param {Shape} key @returns {Shape} */
function keyShape(form, key) {
  return typeof form.api.resolve(key) === "string" ? "string" : key;
}

/** @param {FormContext} form @param {{ key: Shape, value: Shape }} shape @param {unknown[]} initial @param {FieldPath} path */
function pairs(form, shape, initial, path) {
  return rows(form, "Add entry", initial, (pair, index) => {
    const [initialKey, initialValue] = Array.isArray(pair) ? pair : [];
    const valuePath = itemPath(path, index);
    const keyPath = { path: `${valuePath.path}.key`, rustPath: `${valuePath.rustPath}.key` };
    const key = control(form, shape.key, initialKey, valuePath);
    const value = control(form, shape.value, initialValue, valuePath);
    const nodes = [
      fieldRow({ name: "key", shape: shape.key, path: keyPath, part: key }),
      fieldRow({ name: "value", shape: shape.value, path: valuePath, part: value }),
    ];
    return { node: el("div", { class: "pair" }, nodes), get: () => [key.get(), value.get()] };
  });
}

import { el, icon } from "../ui/dom.js";
import { control } from "./control.js";
import { labelled } from "./field.js";

/** @import { At, Control, Shape } from "../types" */
/** @import { Form } from "./control.js" */

/** @param {At} at @param {number} index @returns {At} */
const item = (at, index) => ({ path: `${at.path}[${index}]`, rust: `${at.rust}[${index}]` });

/** @param {string} what @param {() => void} click */
const remover = (what, click) =>
  el(
    "button",
    { type: "button", class: "icon-button quiet", "aria-label": `Remove ${what}`, onclick: click },
    icon("M5 5l10 10M15 5 5 15"),
  );

/**
 * Rows that can be added and removed.
 *
 * @template T
 * @param {Form} form
 * @param {string} add
 * @param {T[]} start
 * @param {(value: T | undefined, index: number) => Control} row
 * @returns {{ node: HTMLElement, get: () => unknown[] }}
 */
function rows(form, add, start, row) {
  /** @type {Control[]} */
  let parts = [];
  const holder = el("div", { class: "rows" });
  const draw = (/** @type {(T | undefined)[]} */ values) => {
    parts = values.map((value, index) => row(value, index));
    const lines = parts.map((part, index) => {
      const less = () => {
        draw(/** @type {T[]} */ (parts.map((one) => one.get()).filter((_, other) => other !== index)));
        form.changed();
        button.focus();
      };
      return el("div", { class: "row" }, part.node, remover(String(index + 1), less));
    });
    holder.replaceChildren(...lines);
  };
  const more = () => {
    draw([.../** @type {T[]} */ (parts.map((one) => one.get())), undefined]);
    form.changed();
    const fresh = /** @type {HTMLElement | null} */ (holder.lastElementChild?.querySelector("input, textarea, select"));
    fresh?.focus();
  };
  const button = el("button", { type: "button", class: "small-button", onclick: more }, add);
  draw(start);
  return { node: el("div", { class: "list" }, holder, button), get: () => parts.map((part) => part.get()) };
}

/** @param {Form} form @param {Shape} of @param {unknown} value @param {At} at @param {number} index @returns {Control} */
function numbered(form, of, value, at, index) {
  const place = item(at, index);
  const part = control(form, of, value, place);
  return { node: labelled({ name: String(index), shape: of, at: place, part }), get: () => part.get() };
}

/** @param {Form} form @param {Shape} of @param {unknown} value @param {At} at @returns {Control} */
export function list(form, of, value, at) {
  return rows(form, "Add an item", Array.isArray(value) ? value : [], (one, index) =>
    numbered(form, of, one, at, index),
  );
}

/** @param {Form} form @param {Shape[]} shapes @param {unknown} value @param {At} at @returns {Control} */
export function tuple(form, shapes, value, at) {
  const given = Array.isArray(value) ? value : [];
  const parts = shapes.map((of, index) => numbered(form, of, given[index], at, index));
  return {
    node: el(
      "div",
      { class: "list" },
      parts.map((part) => part.node),
    ),
    get: () => parts.map((part) => part.get()),
  };
}

/** @param {Form} form @param {{ length: number, of: Shape }} shape @param {unknown} value @param {At} at @returns {Control} */
export function array(form, { length, of }, value, at) {
  // A long one is written as JSON, or as a list whose length the server checks.
  return length > 16
    ? list(form, of, value, at)
    : tuple(
        form,
        Array.from({ length }, () => of),
        value,
        at,
      );
}

/** @param {Form} form @param {{ key: Shape, value: Shape }} shape @param {unknown} value @param {At} at @returns {Control} */
export function map(form, shape, value, at) {
  const given = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const { node, get } = pairs(form, { ...shape, key: keyShape(form, shape.key) }, given, at);
  return { node, get: () => Object.fromEntries(/** @type {[string, unknown][]} */ (get())) };
}

/** @param {Form} form @param {{ key: Shape, value: Shape }} shape @param {unknown} value @param {At} at @returns {Control} */
export function entries(form, shape, value, at) {
  return pairs(form, shape, Array.isArray(value) ? value : [], at);
}

/** The name of a member is a string, whatever it says. @param {Form} form @param {Shape} key @returns {Shape} */
function keyShape(form, key) {
  return typeof form.api.resolve(key) === "string" ? "string" : key;
}

/** @param {Form} form @param {{ key: Shape, value: Shape }} shape @param {unknown[]} start @param {At} at */
function pairs(form, { key, value }, start, at) {
  return rows(form, "Add an entry", start, (pair, index) => {
    const given = Array.isArray(pair) ? pair : [];
    const place = item(at, index);
    const [left, right] = [control(form, key, given[0], place), control(form, value, given[1], place)];
    const nodes = [
      labelled({ name: "key", shape: key, at: { path: `${place.path}.key`, rust: `${place.rust}.key` }, part: left }),
      labelled({ name: "value", shape: value, at: place, part: right }),
    ];
    return { node: el("div", { class: "pair" }, nodes), get: () => [left.get(), right.get()] };
  });
}

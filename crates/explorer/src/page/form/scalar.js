import { bigNumberText, parseNumber } from "../json.js";
import { el } from "../ui/dom.js";

/** @import { Control } from "../types" */
/** @import { FormContext } from "./control.js" */

const NUMBERS = /^(?:[iu](?:8|16|32|64|128|size)|f32|f64)$/u;
const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/** @type {{ [scalar: string]: { type?: string, pattern?: string, placeholder?: string } }} */
const TEXT_INPUTS = {
  string: {},
  char: { pattern: "." },
  bigInt: { pattern: "-?[0-9]+", placeholder: "0" },
  integerString: { pattern: "-?[0-9]+", placeholder: "0" },
  decimal: { pattern: "-?[0-9.]+", placeholder: "0.00" },
  uuid: { placeholder: "00000000-0000-0000-0000-000000000000" },
  date: { type: "date" },
  time: { type: "time" },
  localDateTime: { type: "datetime-local" },
  url: { type: "url", placeholder: "https://" },
  base64: { placeholder: "base64" },
};

/**
 * Returns the `min`, `max` and `step` of a number input for a Rust number type.
 *
 * @param {string} scalar
 * @returns {{ min?: number, max?: number, step: string }}
 */
function bounds(scalar) {
  const bits = Number(/\d+/u.exec(scalar)?.[0] ?? 64);
  if (scalar.startsWith("f")) return { step: "any" };
  const max = scalar.startsWith("u") ? 2 ** bits - 1 : 2 ** (bits - 1) - 1;
  const min = scalar.startsWith("u") ? 0 : -(2 ** (bits - 1));
  // The bounds of wider types are not safe integers.
  return max > MAX_SAFE ? { ...(min === 0 ? { min } : {}), step: "1" } : { min, max, step: "1" };
}

/**
 * @param {FormContext} form
 * @param {string} shape
 * @param {unknown} value
 * @returns {Control | undefined} `undefined` if the value can only be entered as JSON.
 */
export function scalar(form, shape, value) {
  if (shape === "null" || shape === "never") return { node: el("code", { class: "literal" }, shape), get: () => null };
  if (shape === "boolean") return checkbox(form, value);
  if (NUMBERS.test(shape)) return numberInput(form, shape, value);
  if (shape === "dateTime") return dateTimeInput(form, value);
  const attributes = TEXT_INPUTS[shape];
  return attributes && textInput(form, shape, attributes, value);
}

/** @param {FormContext} form @param {unknown} value @returns {Control} */
function checkbox(form, value) {
  const input = el("input", { type: "checkbox", checked: value === true, onchange: form.changed });
  return { node: input, input, get: () => input.checked };
}

/** @param {FormContext} form @param {string} shape @param {unknown} value @returns {Control} */
function numberInput(form, shape, value) {
  // Chromium rounds large values in inputs of type "number".
  const isWide = /64|128|size/u.test(shape);
  const attributes = isWide
    ? { type: "text", inputmode: "numeric", pattern: "-?[0-9]+" }
    : { type: "number", ...bounds(shape) };
  const text = bigNumberText(value) ?? (typeof value === "number" ? String(value) : "0");
  const input = el("input", { ...attributes, value: text, class: "short", oninput: form.changed });
  return { node: input, input, get: () => (input.value.trim() === "" ? undefined : parseNumber(input.value.trim())) };
}

/**
 * @param {FormContext} form
 * @param {string} shape
 * @param {{ type?: string }} attributes
 * @param {unknown} value
 * @returns {Control}
 */
function textInput(form, shape, { type = "text", ...attributes }, value) {
  const initial = typeof value === "string" ? value : "";
  if (shape === "string" && initial.includes("\n")) return textarea(form, initial);
  const step = type === "text" || type === "url" ? {} : { step: "1" };
  const common = { spellcheck: false, autocomplete: "off", oninput: form.changed };
  const input = el("input", { type, ...step, ...attributes, ...common });
  input.value = initial;
  /** @type {Control} */
  const result = { node: input, input, get: () => input.value };
  if (shape === "string") expandOnLineBreak(form, input, result);
  return shape === "uuid" ? withRandomUuid(form, input, result) : result;
}

/** Replaces the input with a text area on Shift+Enter. @param {FormContext} form @param {HTMLInputElement} input @param {Control} control */
function expandOnLineBreak(form, input, control) {
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.shiftKey) return;
    event.preventDefault();
    const area = textarea(form, `${input.value}\n`, input.id);
    input.replaceWith(area.node);
    control.get = area.get;
    area.node.focus();
    form.changed();
  });
}

/** @param {FormContext} form @param {HTMLInputElement} input @param {Control} control @returns {Control} */
function withRandomUuid(form, input, control) {
  const onclick = () => {
    input.value = crypto.randomUUID();
    form.changed();
  };
  const button = el("button", { type: "button", class: "small-button", onclick }, "New");
  return { ...control, node: el("span", { class: "with-button" }, input, button) };
}

/** @param {FormContext} form @param {string} initial @param {string} [id] @returns {Control} */
function textarea(form, initial, id) {
  const input = el("textarea", { rows: 4, ...(id ? { id } : {}), oninput: form.changed });
  input.value = initial;
  return { node: input, input, get: () => input.value };
}

/** Input for a date and time, displayed in the browser's time zone and sent in UTC. @param {FormContext} form @param {unknown} value @returns {Control} */
function dateTimeInput(form, value) {
  const input = el("input", { type: "datetime-local", step: "0.001", oninput: form.changed });
  const show = (/** @type {Date} */ instant) => {
    const local = new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000);
    input.value = Number.isNaN(local.getTime()) ? "" : local.toISOString().slice(0, 23);
  };
  show(typeof value === "string" ? new Date(value) : new Date());
  const onclick = () => {
    show(new Date());
    form.changed();
  };
  const button = el("button", { type: "button", class: "small-button", onclick }, "Now");
  const get = () => (input.value === "" ? "" : new Date(input.value).toISOString());
  return { node: el("span", { class: "with-button" }, input, button), input, get };
}

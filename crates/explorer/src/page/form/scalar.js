import { number, wideText } from "../json.js";
import { el } from "../ui/dom.js";

/** @import { Control } from "../types" */
/** @import { Form } from "./control.js" */

const NUMBERS = /^(?:[iu](?:8|16|32|64|128|size)|f32|f64)$/u;
const BIGGEST = Number.MAX_SAFE_INTEGER;

/** @type {{ [scalar: string]: { type?: string, pattern?: string, placeholder?: string } }} */
const TEXTS = {
  string: {},
  char: { pattern: "." },
  bigInt: { pattern: "-?[0-9]+", placeholder: "0" },
  integerText: { pattern: "-?[0-9]+", placeholder: "0" },
  decimal: { pattern: "-?[0-9.]+", placeholder: "0.00" },
  uuid: { placeholder: "00000000-0000-0000-0000-000000000000" },
  date: { type: "date" },
  time: { type: "time" },
  localDateTime: { type: "datetime-local" },
  url: { type: "url", placeholder: "https://" },
  base64: { placeholder: "base64" },
};

/**
 * The least and the greatest of an integer type.
 *
 * @param {string} scalar
 * @returns {{ min?: number, max?: number, step: string }}
 */
export function bounds(scalar) {
  const bits = Number(/\d+/u.exec(scalar)?.[0] ?? 64);
  if (scalar.startsWith("f")) return { step: "any" };
  const max = scalar.startsWith("u") ? 2 ** bits - 1 : 2 ** (bits - 1) - 1;
  const min = scalar.startsWith("u") ? 0 : -(2 ** (bits - 1));
  // What is wider has no bounds that an input could hold.
  return max > BIGGEST ? { ...(min === 0 ? { min } : {}), step: "1" } : { min, max, step: "1" };
}

/**
 * @param {Form} form
 * @param {string} shape
 * @param {unknown} value
 * @returns {Control | undefined} Nothing where only JSON says it.
 */
export function scalar(form, shape, value) {
  if (shape === "null" || shape === "never") return { node: el("code", { class: "literal" }, shape), get: () => null };
  if (shape === "boolean") return check(form, value);
  if (NUMBERS.test(shape)) return numeric(form, shape, value);
  if (shape === "dateTime") return instant(form, value);
  const text = TEXTS[shape];
  return text && words(form, shape, text, value);
}

/** @param {Form} form @param {unknown} value @returns {Control} */
function check(form, value) {
  const input = el("input", { type: "checkbox", checked: value === true, onchange: form.changed });
  return { node: input, input, get: () => input.checked };
}

/** @param {Form} form @param {string} shape @param {unknown} value @returns {Control} */
function numeric(form, shape, value) {
  // Chromium's own number inputs round what is wide.
  const isWide = /64|128|size/u.test(shape);
  const kind = isWide
    ? { type: "text", inputmode: "numeric", pattern: "-?[0-9]+" }
    : { type: "number", ...bounds(shape) };
  const text = wideText(value) ?? (typeof value === "number" ? String(value) : "0");
  const input = el("input", { ...kind, value: text, class: "short", oninput: form.changed });
  return { node: input, input, get: () => (input.value.trim() === "" ? undefined : number(input.value.trim())) };
}

/**
 * @param {Form} form
 * @param {string} shape
 * @param {{ type?: string }} kind
 * @param {unknown} value
 * @returns {Control}
 */
function words(form, shape, { type = "text", ...more }, value) {
  const start = typeof value === "string" ? value : "";
  if (shape === "string" && start.includes("\n")) return lines(form, start);
  const step = type === "text" || type === "url" ? {} : { step: "1" };
  const input = el("input", { type, ...step, ...more, spellcheck: false, autocomplete: "off", oninput: form.changed });
  input.value = start;
  if (shape === "string") {
    // A line break asks for room.
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.shiftKey) return;
      event.preventDefault();
      const more = lines(form, `${input.value}\n`, input.id);
      input.replaceWith(more.node);
      result.get = more.get;
      more.node.focus();
      form.changed();
    });
  }
  /** @type {Control} */
  const result = { node: input, input, get: () => input.value };
  if (shape !== "uuid") return result;
  const fresh = () => {
    input.value = crypto.randomUUID();
    form.changed();
  };
  const button = el("button", { type: "button", class: "small-button", onclick: fresh }, "New");
  return { ...result, node: el("span", { class: "with-button" }, input, button) };
}

/** @param {Form} form @param {string} start @param {string} [id] @returns {Control} */
function lines(form, start, id) {
  const input = el("textarea", { rows: 4, ...(id ? { id } : {}), oninput: form.changed });
  input.value = start;
  return { node: input, input, get: () => input.value };
}

/** An instant: shown in the zone of whoever looks, sent in UTC. @param {Form} form @param {unknown} value @returns {Control} */
function instant(form, value) {
  const input = el("input", { type: "datetime-local", step: "0.001", oninput: form.changed });
  const start = typeof value === "string" ? new Date(value) : new Date();
  const show = (/** @type {Date} */ at) => {
    const here = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
    input.value = Number.isNaN(here.getTime()) ? "" : here.toISOString().slice(0, 23);
  };
  show(start);
  const now = () => {
    show(new Date());
    form.changed();
  };
  const button = el("button", { type: "button", class: "small-button", onclick: now }, "Now");
  const get = () => (input.value === "" ? "" : new Date(input.value).toISOString());
  return { node: el("span", { class: "with-button" }, input, button), input, get };
}

// Input editor with a form and a JSON view of the same value. The input is only kept in session storage, because it
// may contain passwords.

import { control } from "./form/control.js";
import { showErrors } from "./form/field.js";
import { uploadEditor } from "./form/upload.js";
import { parse, stringify } from "./json.js";
import { load, save } from "./ui/storage.js";
import { tabs } from "./ui/tabs.js";
import { el } from "./ui/dom.js";

/** @import { Api } from "./api.js" */
/** @import { FieldErrors, Input, Procedure } from "./types" */

/**
 * @typedef {object} Editor
 * @property {HTMLElement} node
 * @property {() => Input} get
 * @property {(errors: FieldErrors) => void} showErrors Shows each error next to its field.
 */

/**
 * @param {Api} api
 * @param {Procedure} procedure
 * @param {() => void} changed
 * @param {unknown} [initialInput] Replaces the stored input.
 * @returns {Editor}
 */
export function editor(api, procedure, changed, initialInput) {
  if (procedure.encoding) return uploadEditor(api, procedure, changed);
  if (api.resolve(procedure.input) === "null") {
    return {
      node: el("p", { class: "muted" }, "This procedure takes no input."),
      get: () => ({ kind: "none" }),
      showErrors: () => {},
    };
  }
  return jsonEditor(api, procedure, changed, initialInput);
}

/**
 * @param {Api} api
 * @param {Procedure} procedure
 * @param {() => void} changed
 * @param {unknown} initialInput
 * @returns {Editor}
 */
function jsonEditor(api, procedure, changed, initialInput) {
  const key = `input.${procedure.name}`;
  const stored = load(sessionStorage, key);
  let value = initialInput !== undefined ? initialInput : typeof stored === "string" ? parse(stored) : undefined;
  const holder = el("div", { class: "form" });
  /** @type {import("./types").Control} */
  let root = { node: holder, get: () => value };

  const saveValue = () => {
    save(sessionStorage, key, value === undefined ? null : stringify(value));
    changed();
  };
  const readForm = () => {
    value = root.get();
    saveValue();
  };
  const drawForm = () => {
    root = control({ api, changed: readForm }, procedure.input, value, { path: "", rustPath: "" });
    root.input?.setAttribute("aria-label", "Input");
    // The root field shows errors about the input as a whole.
    const attributes = { class: "field root", "data-path": "", "data-rust-path": "" };
    holder.replaceChildren(el("div", attributes, root.node, el("p", { class: "f-error" })));
  };
  const text = jsonText((parsed) => {
    value = parsed;
    saveValue();
  });
  drawForm();
  value = root.get();
  if (initialInput !== undefined) save(sessionStorage, key, stringify(value));
  const { node } = tabs("Input format", [
    { name: "Form", panel: el("div", {}, holder), shown: drawForm },
    { name: "JSON", panel: text.node, shown: () => text.show(value) },
  ]);
  return { node, get: () => ({ kind: "json", value }), showErrors: (errors) => showErrors(holder, errors) };
}

/** Text area for the input as JSON. @param {(value: unknown) => void} changed Called with each valid input. */
function jsonText(changed) {
  const attributes = { class: "mono code-input", rows: 12, spellcheck: false, "aria-label": "Input as JSON" };
  const text = el("textarea", attributes);
  const parseError = el("p", { class: "f-error", role: "status" });
  let isValidJson = true;
  text.addEventListener("input", () => {
    try {
      const value = text.value.trim() === "" ? undefined : parse(text.value);
      isValidJson = true;
      parseError.textContent = "";
      changed(value);
    } catch (error) {
      isValidJson = false;
      parseError.textContent = error instanceof Error ? error.message : String(error);
    }
  });
  /** Shows a value, unless the text is currently invalid JSON. @param {unknown} value */
  const show = (value) => {
    if (isValidJson) text.value = value === undefined ? "" : stringify(value, 2);
  };
  return { node: el("div", {}, text, parseError), show };
}

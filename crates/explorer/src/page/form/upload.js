// Editors for non-JSON inputs: multipart forms and raw bytes.

import { CROSS, el, icon } from "../ui/dom.js";
import { control } from "./control.js";
import { showErrors } from "./field.js";
import { asObject } from "./object.js";

/** @import { Api } from "../api.js" */
/** @import { Procedure } from "../types" */
/** @import { Editor } from "../editor.js" */

/** @param {Api} api @param {Procedure} procedure @param {() => void} changed @returns {Editor} */
export function uploadEditor(api, procedure, changed) {
  return procedure.encoding === "bytes" ? bytesEditor(changed) : formEditor(api, procedure, changed);
}

/** @param {() => void} changed @returns {Editor} */
function bytesEditor(changed) {
  const input = el("input", { type: "file", onchange: changed });
  const get = () => {
    const file = input.files?.[0];
    return /** @type {const} */ ({ kind: "bytes", blob: file ?? new Blob([]), name: file?.name ?? "/dev/null" });
  };
  return { node: el("label", { class: "stack" }, "File with the bytes", input), get, showErrors: () => {} };
}

/** @param {Api} api @param {Procedure} procedure @param {() => void} changed @returns {Editor} */
function formEditor(api, procedure, changed) {
  const text = textFields(api, procedure, changed);
  const holder = el("div", { class: "rows" });
  const add = () => {
    const row = fileRow(changed);
    holder.append(row);
    row.querySelector("input")?.focus();
  };
  const files = () =>
    [...holder.children].flatMap((row) => {
      const [nameInput, fileInput] = row.querySelectorAll("input");
      const file = fileInput?.files?.[0];
      return file ? [/** @type {[string, File]} */ ([nameInput?.value ?? "", file])] : [];
    });
  const button = el("button", { type: "button", class: "small-button", onclick: add }, "Add file");
  const node = el("div", { class: "form" }, text.node, el("div", { class: "list" }, holder, button));
  const get = () => /** @type {const} */ ({ kind: "form", fields: text.get(), files: files() });
  return { node, get, showErrors: (errors) => showErrors(node, errors) };
}

/** @param {() => void} changed */
function fileRow(changed) {
  const name = el("input", {
    type: "text",
    class: "short",
    value: "file",
    "aria-label": "Field name",
    oninput: changed,
  });
  const file = el("input", { type: "file", "aria-label": "File", onchange: changed });
  const remove = el("button", { type: "button", class: "icon-button quiet", "aria-label": "Remove file" }, icon(CROSS));
  const row = el("div", { class: "row file-row" }, name, file, remove);
  remove.addEventListener("click", () => {
    row.remove();
    changed();
  });
  return row;
}

/**
 * Text fields of the form. If the input type declares no fields, the user can add arbitrary ones.
 *
 * @param {Api} api
 * @param {Procedure} procedure
 * @param {() => void} changed
 * @returns {{ node: HTMLElement, get: () => [string, string][] }}
 */
function textFields(api, procedure, changed) {
  const shape = api.resolve(procedure.input);
  if (shape === "null") return { node: el("div"), get: () => [] };
  const isDeclared = typeof shape !== "string" && ("object" in shape || "intersection" in shape);
  const anyFields = /** @type {const} */ ({ entries: { key: "string", value: "string" } });
  const part = control({ api, changed }, isDeclared ? shape : anyFields, undefined, { path: "", rustPath: "" });
  const fields = () =>
    /** @type {[string, unknown][]} */ (isDeclared ? Object.entries(asObject(part.get())) : part.get());
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : JSON.stringify(value));
  // A list is sent as one field per item.
  const flatten = (/** @type {[string, unknown]} */ [name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item) => /** @type {[string, string]} */ ([name, text(item)]));
  const get = () =>
    fields()
      .filter(([, value]) => value !== null)
      .flatMap(flatten);
  return { node: part.node, get };
}

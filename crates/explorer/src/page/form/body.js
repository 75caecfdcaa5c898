// Inputs that are no JSON: a form with files, or bytes.

import { el, icon } from "../ui/dom.js";
import { control } from "./control.js";
import { showWrong } from "./field.js";
import { members } from "./object.js";

/** @import { Api } from "../api.js" */
/** @import { Procedure } from "../types" */
/** @import { Editor } from "../editor.js" */

/** @param {Api} api @param {Procedure} procedure @param {() => void} changed @returns {Editor} */
export function body(api, procedure, changed) {
  return procedure.encoding === "bytes" ? bytes(changed) : form(api, procedure, changed);
}

/** @param {() => void} changed @returns {Editor} */
function bytes(changed) {
  const file = el("input", { type: "file", onchange: changed });
  const get = () => {
    const chosen = file.files?.[0];
    return /** @type {const} */ ({ kind: "bytes", blob: chosen ?? new Blob([]), name: chosen?.name ?? "/dev/null" });
  };
  const node = el("label", { class: "stack" }, "Bytes of a file", file);
  return { node, get, wrong: () => {} };
}

/** @param {Api} api @param {Procedure} procedure @param {() => void} changed @returns {Editor} */
function form(api, procedure, changed) {
  const { part, texts } = fields(api, procedure, changed);
  const files = el("div", { class: "rows" });
  const add = () => {
    const name = el("input", {
      type: "text",
      class: "short",
      value: "file",
      "aria-label": "Field name",
      oninput: changed,
    });
    const file = el("input", { type: "file", "aria-label": "File", onchange: changed });
    const remove = el(
      "button",
      { type: "button", class: "icon-button quiet", "aria-label": "Remove the file" },
      icon("M5 5l10 10M15 5 5 15"),
    );
    const row = el("div", { class: "row file-row" }, name, file, remove);
    remove.addEventListener("click", () => {
      row.remove();
      changed();
    });
    files.append(row);
    name.focus();
  };
  const chosen = () =>
    [...files.children].flatMap((row) => {
      const [name, file] = row.querySelectorAll("input");
      const one = file?.files?.[0];
      return one ? [/** @type {[string, File]} */ ([name?.value ?? "", one])] : [];
    });
  const button = el("button", { type: "button", class: "small-button", onclick: add }, "Add a file");
  const node = el("div", { class: "form" }, part, el("div", { class: "list" }, files, button));
  const get = () => /** @type {const} */ ({ kind: "form", fields: texts(), files: chosen() });
  return { node, get, wrong: (wrong) => showWrong(node, wrong) };
}

/**
 * The text fields: those of the struct, or whatever they are called.
 *
 * @param {Api} api
 * @param {Procedure} procedure
 * @param {() => void} changed
 * @returns {{ part: HTMLElement, texts: () => [string, string][] }}
 */
function fields(api, procedure, changed) {
  const told = { api, changed };
  const shape = api.resolve(procedure.input);
  const isNamed = typeof shape !== "string" && ("object" in shape || "all" in shape);
  const open = /** @type {const} */ ({ entries: { key: "string", value: "string" } });
  if (shape === "null") return { part: el("div"), texts: () => [] };
  const part = control(told, isNamed ? shape : open, undefined, { path: "", rust: "" });
  const pairs = () => /** @type {[string, unknown][]} */ (isNamed ? Object.entries(members(part.get())) : part.get());
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : JSON.stringify(value));
  const each = (/** @type {[string, unknown]} */ [name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => /** @type {[string, string]} */ ([name, text(one)]));
  return {
    part: part.node,
    texts: () =>
      pairs()
        .filter(([, value]) => value !== null)
        .flatMap(each),
  };
}

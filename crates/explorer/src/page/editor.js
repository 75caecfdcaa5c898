// What is sent: as a form or as JSON, which hold the same; remembered for each procedure, as long as the
// tab is open: there may be passwords in it.

import { control } from "./form/control.js";
import { showWrong } from "./form/field.js";
import { body } from "./form/body.js";
import { parse, stringify } from "./json.js";
import { recall, remember } from "./ui/memory.js";
import { tabs } from "./ui/tabs.js";
import { el } from "./ui/dom.js";

/** @import { Api } from "./api.js" */
/** @import { Input, Procedure, Wrong } from "./types" */

/**
 * @typedef {object} Editor
 * @property {HTMLElement} node
 * @property {() => Input} get
 * @property {(fields: Wrong) => void} wrong Shows what is wrong where it is wrong.
 */

/**
 * @param {Api} api
 * @param {Procedure} procedure
 * @param {() => void} changed
 * @param {unknown} [given] Instead of what is remembered.
 * @returns {Editor}
 */
export function editor(api, procedure, changed, given) {
  if (procedure.encoding) return body(api, procedure, changed);
  if (api.resolve(procedure.input) === "null") {
    return {
      node: el("p", { class: "quiet-text" }, "It takes no input."),
      get: () => ({ kind: "none" }),
      wrong: () => {},
    };
  }
  return json(api, procedure, changed, given);
}

/** @param {Api} api @param {Procedure} procedure @param {() => void} changed @param {unknown} given @returns {Editor} */
function json(api, procedure, changed, given) {
  const key = `input.${procedure.name}`;
  const kept = recall(sessionStorage, key);
  let value = given !== undefined ? given : typeof kept === "string" ? parse(kept) : undefined;
  const holder = el("div", { class: "form" });
  const text = el("textarea", { class: "mono code-input", rows: 12, spellcheck: false, "aria-label": "Input as JSON" });
  const complaint = el("p", { class: "f-wrong", role: "status" });
  /** Whether the JSON can be read. */
  let isSound = true;
  /** @type {import("./types").Control} */
  let part = { node: holder, get: () => value };

  const keep = () => {
    remember(sessionStorage, key, value === undefined ? null : stringify(value));
    changed();
  };
  const draw = () => {
    const form = { api, changed: take };
    part = control(form, procedure.input, value, { path: "", rust: "" });
    part.input?.setAttribute("aria-label", "Input");
    // Its own field, for what is wrong with the whole of it.
    const root = el(
      "div",
      { class: "field root", "data-path": "", "data-rust": "" },
      part.node,
      el("p", { class: "f-wrong" }),
    );
    holder.replaceChildren(root);
  };
  const take = () => {
    value = part.get();
    keep();
  };
  text.addEventListener("input", () => {
    try {
      value = text.value.trim() === "" ? undefined : parse(text.value);
      isSound = true;
      complaint.textContent = "";
      keep();
    } catch (error) {
      isSound = false;
      complaint.textContent = error instanceof Error ? error.message : String(error);
    }
  });
  const write = () => {
    if (isSound) text.value = value === undefined ? "" : stringify(value, 2);
  };
  draw();
  value = part.get();
  if (given !== undefined) remember(sessionStorage, key, stringify(value));
  const { node } = tabs("Way to write the input", [
    { name: "Form", panel: el("div", {}, holder), shown: draw },
    { name: "JSON", panel: el("div", {}, text, complaint), shown: write },
  ]);
  return { node, get: () => ({ kind: "json", value }), wrong: (fields) => showWrong(holder, fields) };
}

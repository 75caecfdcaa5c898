import { el } from "../ui/dom.js";
import { control } from "./control.js";

/** @import { At, Control, Shape } from "../types" */
/** @import { Form } from "./control.js" */

/**
 * @param {Form} form
 * @param {Shape} shape
 * @param {unknown} value
 * @param {At} at
 * @returns {Control}
 */
export function nullable(form, shape, value, at) {
  const box = el("input", { type: "checkbox", checked: value === null || value === undefined, "data-toggle": "" });
  const toggle = el("label", { class: "toggle" }, box, "null");
  const holder = el("div", { class: "grow" });
  /** @type {Control | undefined} */
  let part;
  const draw = (/** @type {unknown} */ start) => {
    part = box.checked ? undefined : control(form, shape, start, at);
    if (part?.input) part.input.setAttribute("aria-label", at.path === "" ? "Input" : at.path);
    holder.replaceChildren(part ? part.node : el("code", { class: "literal" }, "null"));
  };
  box.addEventListener("change", () => {
    draw(undefined);
    form.changed();
  });
  draw(value ?? undefined);
  return { node: el("div", { class: "nullable" }, holder, toggle), get: () => (part ? part.get() : null) };
}

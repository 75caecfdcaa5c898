import { el } from "../ui/dom.js";
import { control } from "./control.js";

/** @import { Control, FieldPath, Shape } from "../types" */
/** @import { FormContext } from "./control.js" */

/**
 * Control for a nullable value, with a checkbox for `null`.
 *
 * @param {FormContext} form
 * @param {Shape} shape
 * @param {unknown} value
 * @param {FieldPath} path
 * @returns {Control}
 */
export function nullable(form, shape, value, path) {
  const isNull = value === null || value === undefined;
  const checkbox = el("input", { type: "checkbox", checked: isNull, "data-toggle": "" });
  const toggle = el("label", { class: "toggle" }, checkbox, "null");
  const holder = el("div", { class: "grow" });
  /** @type {Control | undefined} */
  let inner;
  const draw = (/** @type {unknown} */ initial) => {
    inner = checkbox.checked ? undefined : control(form, shape, initial, path);
    inner?.input?.setAttribute("aria-label", path.path === "" ? "Input" : path.path);
    holder.replaceChildren(inner ? inner.node : el("code", { class: "literal" }, "null"));
  };
  checkbox.addEventListener("change", () => {
    draw(undefined);
    form.changed();
  });
  draw(value ?? undefined);
  return { node: el("div", { class: "nullable" }, holder, toggle), get: () => (inner ? inner.get() : null) };
}

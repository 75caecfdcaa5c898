import { typeString } from "../show/types.js";
import { inline } from "../show/docs.js";
import { el } from "../ui/dom.js";
import { control } from "./control.js";
import { matchesShape } from "./matches-shape.js";
import { asObject, object } from "./object.js";

/** @import { Control, FieldPath, Shape, Union, Variant } from "../types" */
/** @import { FormContext } from "./control.js" */

/**
 * Control for a union: a list of its variants, and a control for the selected one.
 *
 * @param {FormContext} form
 * @param {Union} shape
 * @param {unknown} value
 * @param {FieldPath} path
 * @returns {Control}
 */
export function union(form, { tagging, variants }, value, path) {
  const tag = typeof tagging === "object" ? tagging.tag : undefined;
  const name = (/** @type {Variant} */ variant) => variant.name || typeString(variant.shape);
  const options = variants.map((variant, index) => el("option", { value: String(index) }, name(variant)));
  const select = el("select", {}, options);
  const matching = variants.findIndex((variant) => matchesShape(form.api, variant.shape, value));
  select.value = String(Math.max(0, matching));
  const holder = el("div", { class: "variant" });
  /** @type {Control} */
  let part = { node: holder, get: () => undefined };
  const draw = (/** @type {unknown} */ initial) => {
    const variant = variants[Number(select.value)];
    if (!variant) return;
    part = variantControl(form, variant.shape, initial, path, tag);
    const docs = variant.docs ? el("p", { class: "f-docs" }, inline(variant.docs)) : "";
    holder.replaceChildren(docs, isEmpty(part) ? "" : part.node);
    holder.hidden = isEmpty(part) && docs === "";
  };
  select.addEventListener("change", () => {
    // Members that both variants share keep their values.
    draw(asObject(part.get()));
    form.changed();
  });
  draw(value);
  return { node: el("div", { class: "union" }, select, holder), input: select, get: () => part.get() };
}

/** Returns `true` if the control has nothing to enter. @param {Control} control */
function isEmpty({ node }) {
  const { classList, childElementCount } = node;
  return classList.contains("literal") || (childElementCount === 0 && classList.contains("object"));
}

/**
 * Control for a variant without its tag, which is determined by the selection.
 *
 * @param {FormContext} form
 * @param {Shape} shape
 * @param {unknown} value
 * @param {FieldPath} path
 * @param {string | undefined} tag
 * @returns {Control}
 */
function variantControl(form, shape, value, path, tag) {
  const resolved = form.api.resolve(shape);
  if (tag === undefined || typeof resolved === "string" || !("object" in resolved)) {
    return control(form, shape, value, path);
  }
  const part = object(form, resolved.object, value, path, tag);
  const tagShape = resolved.object.fields.find((field) => field.name === tag)?.shape;
  const literal = typeof tagShape === "object" && "literal" in tagShape ? tagShape.literal : undefined;
  return { node: part.node, get: () => ({ [tag]: literal, ...asObject(part.get()) }) };
}

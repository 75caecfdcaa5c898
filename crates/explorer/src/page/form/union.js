import { plainType } from "../show/types.js";
import { inline } from "../show/docs.js";
import { el } from "../ui/dom.js";
import { control } from "./control.js";
import { fits } from "./fits.js";
import { members, object } from "./object.js";

/** @import { At, Control, Shape, Union, Variant } from "../types" */
/** @import { Form } from "./control.js" */

/**
 * One of several: which, and then what it holds.
 *
 * @param {Form} form
 * @param {Union} shape
 * @param {unknown} value
 * @param {At} at
 * @returns {Control}
 */
export function union(form, { told, variants }, value, at) {
  const tag = typeof told === "object" ? told.tag : undefined;
  const name = (/** @type {Variant} */ variant) => variant.name || plainType(variant.shape);
  const start = Math.max(
    0,
    variants.findIndex((variant) => fits(form.api, variant.shape, value)),
  );
  const select = el(
    "select",
    {},
    variants.map((variant, index) => el("option", { value: String(index) }, name(variant))),
  );
  select.value = String(start);
  const holder = el("div", { class: "variant" });
  /** @type {Control} */
  let part = { node: holder, get: () => undefined };
  const draw = (/** @type {unknown} */ begin) => {
    const variant = variants[Number(select.value)];
    if (!variant) return;
    part = inside(form, variant.shape, begin, at, tag);
    const isBare =
      part.node.classList.contains("literal") ||
      (part.node.childElementCount === 0 && part.node.classList.contains("object"));
    const docs = variant.docs ? el("p", { class: "f-docs" }, inline(variant.docs)) : "";
    holder.replaceChildren(docs, isBare ? "" : part.node);
    holder.hidden = isBare && docs === "";
  };
  select.addEventListener("change", () => {
    // What both have is kept.
    draw(members(part.get()));
    form.changed();
  });
  draw(value);
  return { node: el("div", { class: "union" }, select, holder), input: select, get: () => part.get() };
}

/**
 * A variant without its tag, which is chosen already.
 *
 * @param {Form} form
 * @param {Shape} shape
 * @param {unknown} value
 * @param {At} at
 * @param {string | undefined} tag
 * @returns {Control}
 */
function inside(form, shape, value, at, tag) {
  const known = form.api.resolve(shape);
  if (tag === undefined || typeof known === "string" || !("object" in known)) return control(form, shape, value, at);
  const part = object(form, known.object, value, at, tag);
  const told = known.object.fields.find((field) => field.name === tag)?.shape;
  const literal = typeof told === "object" && "literal" in told ? told.literal : undefined;
  return { node: part.node, get: () => ({ [tag]: literal, ...members(part.get()) }) };
}

// Shapes as TypeScript, with each name a link to what it stands for.

import { el } from "../ui/dom.js";

/** @import { Definition, Field, Shape, Union } from "../types" */
/** @import { Child } from "../ui/dom.js" */

/** The widest that an object or a union stands on one line. */
const WIDTH = 58;

const NUMBERS = /^(?:[iu](?:8|16|32|64|128|size)|f32|f64)$/u;

/** The address of a type's own view. @param {string} name */
export const typeLink = (name) => `#type:${encodeURIComponent(name)}`;

/** What a value without parts is in TypeScript. @param {string} scalar */
export function scalarText(scalar) {
  if (NUMBERS.test(scalar)) return "number";
  const known = { null: "null", never: "never", json: "JsonValue", boolean: "boolean", byteList: "number[]" };
  return known[/** @type {keyof typeof known} */ (scalar)] ?? "string";
}

/** A shape as text alone. @param {Shape} shape */
export function plainType(shape) {
  return el("span", {}, typeText(shape)).textContent ?? "";
}

/**
 * A shape as TypeScript.
 *
 * @param {Shape} shape
 * @param {string} [indent]
 * @returns {Child[]}
 */
export function typeText(shape, indent = "") {
  /** @param {Shape} part */
  const go = (part) => typeText(part, indent);
  if (typeof shape === "string") return [scalar(shape)];
  if ("literal" in shape) return [el("span", { class: "t-string" }, JSON.stringify(shape.literal))];
  if ("parameter" in shape) return [shape.parameter];
  if ("list" in shape) return [...atom(shape.list, indent), "[]"];
  if ("array" in shape) return [...atom(shape.array.of, indent), "[]", comment(` ${shape.array.length} of them`)];
  if ("tuple" in shape) return ["[", ...between(shape.tuple.map(go), ", "), "]"];
  if ("nullable" in shape) return [...go(shape.nullable), " | ", scalar("null")];
  if ("later" in shape) return ["Promise<", ...go(shape.later), ">"];
  if ("map" in shape) return ["{ [key in ", ...go(shape.map.key), "]: ", ...go(shape.map.value), " }"];
  if ("entries" in shape) return ["[", ...go(shape.entries.key), ", ", ...go(shape.entries.value), "][]"];
  if ("all" in shape)
    return between(
      shape.all.map((part) => atom(part, indent)),
      " & ",
    );
  if ("object" in shape) return object(shape.object, indent);
  if ("union" in shape) return union(shape.union, indent);
  const { name, arguments: given = [] } = shape.type;
  const link = el("a", { href: typeLink(name), class: "t-name" }, name);
  return given.length === 0 ? [link] : [link, "<", ...between(given.map(go), ", "), ">"];
}

/** A named type's declaration. @param {Definition} definition @returns {Child[]} */
export function declaration({ name, parameters = [], shape }) {
  const head = [keyword("type "), el("span", { class: "t-own" }, name)];
  const generic = parameters.length === 0 ? [] : [`<${parameters.join(", ")}>`];
  return [...head, ...generic, " = ", ...typeText(shape)];
}

/** @param {string} name */
function scalar(name) {
  const text = scalarText(name);
  const said = text === name ? undefined : { title: name };
  return el("span", { class: "t-scalar", ...said }, text);
}

/** @param {string} text */
const keyword = (text) => el("span", { class: "t-keyword" }, text);
/** @param {string} text */
const comment = (text) => el("span", { class: "t-comment" }, `/*${text} */`);

/** @param {Child[][]} parts @param {string} separator @returns {Child[]} */
function between(parts, separator) {
  return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}

/** In parentheses where it would fall apart. @param {Shape} shape @param {string} indent @returns {Child[]} */
function atom(shape, indent) {
  const text = typeText(shape, indent);
  const falls = typeof shape !== "string" && ("nullable" in shape || "union" in shape || "all" in shape);
  return falls ? ["(", ...text, ")"] : text;
}

/** @param {Child[]} children */
const length = (children) => el("span", {}, children).textContent?.length ?? 0;

/** @param {{ fields: Field[], rest?: Shape }} object @param {string} indent @returns {Child[]} */
function object({ fields, rest }, indent) {
  if (fields.length === 0 && !rest) return ["{}"];
  const deeper = `${indent}  `;
  const isCommented = fields.some((field) => field.docs);
  const members = (/** @type {string} */ at) => {
    const named = fields.map((field) => member(field, at));
    return rest ? [...named, ["[key: string]: ", ...typeText(rest, at)]] : named;
  };
  const line = between(members(indent), "; ");
  if (!isCommented && length(line) + indent.length < WIDTH) return ["{ ", ...line, " }"];
  const lines = members(deeper).flatMap((one, index) => [...docs(fields[index]?.docs, deeper), deeper, ...one, ";\n"]);
  return ["{\n", ...lines, `${indent}}`];
}

/** @param {Field} field @param {string} indent @returns {Child[]} */
function member({ name, optional, shape, deprecated }, indent) {
  const text = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
  const key = el("span", { class: deprecated === undefined ? "t-member" : "t-member t-old" }, text);
  return [key, optional ? "?: " : ": ", ...typeText(shape, indent)];
}

/** @param {Union} union @param {string} indent @returns {Child[]} */
function union({ variants }, indent) {
  const isCommented = variants.some((variant) => variant.docs);
  const line = between(
    variants.map((variant) => typeText(variant.shape, indent)),
    " | ",
  );
  if (!isCommented && length(line) + indent.length < WIDTH) return line;
  const deeper = `${indent}  `;
  return variants.flatMap(({ shape, docs: said }) => [
    "\n",
    ...docs(said, deeper),
    deeper,
    "| ",
    ...typeText(shape, `${deeper}  `),
  ]);
}

/** @param {string | undefined} text @param {string} indent @returns {Child[]} */
function docs(text, indent) {
  if (!text) return [];
  const lines = text
    .trim()
    .split("\n")
    .map((line) => `${indent}// ${line.trim()}\n`);
  return [el("span", { class: "t-comment" }, lines.join(""))];
}

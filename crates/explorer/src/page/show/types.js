// Renders shapes as TypeScript, with a link from each type name to its declaration.

import { el } from "../ui/dom.js";

/** @import { Definition, Field, Shape, Union } from "../types" */
/** @import { Child } from "../ui/dom.js" */

/** Maximum width of an object or union on one line, in characters. */
const MAX_WIDTH = 58;

const NUMBERS = /^(?:[iu](?:8|16|32|64|128|size)|f32|f64)$/u;

/** Creates a link to the view of a type. @param {string} name */
export const typeLink = (name) => `#type:${encodeURIComponent(name)}`;

/** Returns the TypeScript type of a scalar. @param {string} scalar */
function scalarType(scalar) {
  if (NUMBERS.test(scalar)) return "number";
  const types = { null: "null", never: "never", json: "JsonValue", boolean: "boolean", byteArray: "number[]" };
  return types[/** @type {keyof typeof types} */ (scalar)] ?? "string";
}

/** Formats a shape as text. @param {Shape} shape */
export function typeString(shape) {
  return el("span", {}, typeNodes(shape)).textContent ?? "";
}

/**
 * Formats a shape as text and elements.
 *
 * @param {Shape} shape
 * @param {string} [indent]
 * @returns {Child[]}
 */
export function typeNodes(shape, indent = "") {
  /** @param {Shape} part */
  const nodes = (part) => typeNodes(part, indent);
  if (typeof shape === "string") return [scalar(shape)];
  if ("literal" in shape) return [el("span", { class: "t-string" }, JSON.stringify(shape.literal))];
  if ("parameter" in shape) return [shape.parameter];
  if ("list" in shape) return [...parenthesized(shape.list, indent), "[]"];
  if ("array" in shape)
    return [...parenthesized(shape.array.item, indent), "[]", comment(` length ${shape.array.length}`)];
  if ("tuple" in shape) return ["[", ...join(shape.tuple.map(nodes), ", "), "]"];
  if ("nullable" in shape) return [...nodes(shape.nullable), " | ", scalar("null")];
  if ("deferred" in shape) return ["Promise<", ...nodes(shape.deferred), ">"];
  if ("map" in shape) return ["{ [key in ", ...nodes(shape.map.key), "]: ", ...nodes(shape.map.value), " }"];
  if ("entries" in shape) return ["[", ...nodes(shape.entries.key), ", ", ...nodes(shape.entries.value), "][]"];
  if ("intersection" in shape)
    return join(
      shape.intersection.map((part) => parenthesized(part, indent)),
      " & ",
    );
  if ("object" in shape) return object(shape.object, indent);
  if ("union" in shape) return union(shape.union, indent);
  const { name, arguments: typeArguments = [] } = shape.type;
  const link = el("a", { href: typeLink(name), class: "t-name" }, name);
  return typeArguments.length === 0 ? [link] : [link, "<", ...join(typeArguments.map(nodes), ", "), ">"];
}

/** Returns the declaration of a named type. @param {Definition} definition @returns {Child[]} */
export function declaration({ name, parameters = [], shape }) {
  const head = [keyword("type "), el("span", { class: "t-own" }, name)];
  const generic = parameters.length === 0 ? [] : [`<${parameters.join(", ")}>`];
  return [...head, ...generic, " = ", ...typeNodes(shape)];
}

/** @param {string} name */
function scalar(name) {
  const text = scalarType(name);
  const title = text === name ? undefined : { title: name };
  return el("span", { class: "t-scalar", ...title }, text);
}

/** @param {string} text */
const keyword = (text) => el("span", { class: "t-keyword" }, text);
/** @param {string} text */
const comment = (text) => el("span", { class: "t-comment" }, `/*${text} */`);

/** @param {Child[][]} parts @param {string} separator @returns {Child[]} */
function join(parts, separator) {
  return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}

/** Adds parentheses if an operator follows the type. @param {Shape} shape @param {string} indent @returns {Child[]} */
function parenthesized(shape, indent) {
  const text = typeNodes(shape, indent);
  const needsParentheses =
    typeof shape !== "string" && ("nullable" in shape || "union" in shape || "intersection" in shape);
  return needsParentheses ? ["(", ...text, ")"] : text;
}

/** @param {Child[]} children */
const length = (children) => el("span", {}, children).textContent?.length ?? 0;

/** @param {{ fields: Field[], additional?: Shape }} object @param {string} indent @returns {Child[]} */
function object({ fields, additional }, indent) {
  if (fields.length === 0 && !additional) return ["{}"];
  const deeper = `${indent}  `;
  const isCommented = fields.some((field) => field.docs);
  const members = (/** @type {string} */ memberIndent) => {
    const declared = fields.map((field) => member(field, memberIndent));
    return additional ? [...declared, ["[key: string]: ", ...typeNodes(additional, memberIndent)]] : declared;
  };
  const line = join(members(indent), "; ");
  if (!isCommented && length(line) + indent.length < MAX_WIDTH) return ["{ ", ...line, " }"];
  const lines = members(deeper).flatMap((nodes, index) => [
    ...docs(fields[index]?.docs, deeper),
    deeper,
    ...nodes,
    ";\n",
  ]);
  return ["{\n", ...lines, `${indent}}`];
}

/** @param {Field} field @param {string} indent @returns {Child[]} */
function member({ name, optional, shape, deprecated }, indent) {
  const text = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
  const key = el("span", { class: deprecated === undefined ? "t-member" : "t-member t-deprecated" }, text);
  return [key, optional ? "?: " : ": ", ...typeNodes(shape, indent)];
}

/** @param {Union} union @param {string} indent @returns {Child[]} */
function union({ variants }, indent) {
  const isCommented = variants.some((variant) => variant.docs);
  const line = join(
    variants.map((variant) => typeNodes(variant.shape, indent)),
    " | ",
  );
  if (!isCommented && length(line) + indent.length < MAX_WIDTH) return line;
  const deeper = `${indent}  `;
  return variants.flatMap(({ shape, docs: text }) => [
    "\n",
    ...docs(text, deeper),
    deeper,
    "| ",
    ...typeNodes(shape, `${deeper}  `),
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

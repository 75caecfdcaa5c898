// Formats JSON values as TypeScript literals, with dates, bytes and branded strings as declared by the bindings.

import { matchesShape } from "../form/matches-shape.js";
import { stringify } from "../json.js";
import { typeString } from "../show/types.js";

/** @import { Api } from "../api.js" */
/** @import { Shape } from "../types" */

/** Maximum number of bytes to write as a list of numbers. */
const MAX_INLINE_BYTES = 16;

/** Property names that need no quotes. */
export const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** Non-JSON expression around an inner value, such as `new Uint8Array(…)`. */
class Expression {
  /** @param {string} before @param {unknown} [inner] @param {string} [after] */
  constructor(before, inner, after = "") {
    this.before = before;
    this.inner = inner;
    this.after = after;
  }
}

/**
 * Returns the input of a call as TypeScript source, and the names of the types that the source refers to.
 *
 * @param {Api} api
 * @param {Shape} shape
 * @param {unknown} json
 * @returns {{ text: string, types: string[], usesBrand: boolean }}
 */
export function toSource(api, shape, json) {
  const reviver = new Reviver(api);
  const text = literal(reviver.revive(shape, json));
  return { text, types: [...reviver.types].sort(), usesBrand: reviver.usesBrand };
}

class Reviver {
  /** @param {Api} api */
  constructor(api) {
    this.api = api;
    /** @type {Set<string>} */
    this.types = new Set();
    this.usesBrand = false;
  }

  /** @param {Shape} shape @param {unknown} value @returns {unknown} */
  revive(shape, value) {
    if (typeof shape === "string") return this.#scalar(shape, value);
    if ("type" in shape) {
      const isBranded = this.api.types.get(shape.type.name)?.branded === true;
      return isBranded ? this.#brand(shape, value) : this.revive(this.api.resolve(shape), value);
    }
    if ("nullable" in shape) return value === null ? null : this.revive(shape.nullable, value);
    if ("union" in shape) {
      const variant = shape.union.variants.find((candidate) => matchesShape(this.api, candidate.shape, value));
      return variant ? this.revive(variant.shape, value) : value;
    }
    if (Array.isArray(value)) return this.#list(shape, value);
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).map(([name, part]) => {
      const member = this.#memberShape(shape, value, name) ?? this.#additionalShape(shape);
      return [name, member === undefined ? part : this.revive(member, part)];
    });
    return Object.fromEntries(members);
  }

  /** @param {Exclude<Shape, string>} shape @param {unknown[]} items */
  #list(shape, items) {
    if ("entries" in shape) {
      const { key, value } = shape.entries;
      return new Expression("new Map(", this.revive({ list: { tuple: [key, value] } }, items), ")");
    }
    const itemShape = (/** @type {number} */ index) => {
      if ("list" in shape) return shape.list;
      if ("array" in shape) return shape.array.item;
      return "tuple" in shape ? shape.tuple[index] : undefined;
    };
    return items.map((item, index) => this.revive(itemShape(index) ?? "json", item));
  }

  /** Returns the shape of a declared member. @param {Shape} shape @param {unknown} object @param {string} name @returns {Shape | undefined} */
  #memberShape(shape, object, name) {
    const resolved = this.api.resolve(shape);
    if (typeof resolved === "string") return undefined;
    if ("object" in resolved) return resolved.object.fields.find((field) => field.name === name)?.shape;
    if ("nullable" in resolved) return this.#memberShape(resolved.nullable, object, name);
    const parts = "intersection" in resolved ? resolved.intersection : [];
    if ("union" in resolved) {
      const variant = resolved.union.variants.find((candidate) => matchesShape(this.api, candidate.shape, object));
      if (variant) parts.push(variant.shape);
    }
    return parts.map((part) => this.#memberShape(part, object, name)).find((member) => member !== undefined);
  }

  /** Returns the shape of undeclared members. @param {Shape} shape @returns {Shape | undefined} */
  #additionalShape(shape) {
    const resolved = this.api.resolve(shape);
    if (typeof resolved === "string") return undefined;
    if ("map" in resolved) return resolved.map.value;
    if ("object" in resolved) return resolved.object.additional;
    return "intersection" in resolved
      ? resolved.intersection.map((part) => this.#additionalShape(part)).find((member) => member !== undefined)
      : undefined;
  }

  /** @param {string} scalar @param {unknown} value @returns {unknown} */
  #scalar(scalar, value) {
    if (scalar === "byteArray" && Array.isArray(value)) return new Expression("new Uint8Array(", value, ")");
    if (scalar === "bigInt") return new Expression(`${stringify(value).replaceAll('"', "")}n`);
    if (typeof value !== "string") return value;
    if (scalar === "dateTime") return new Expression("new Date(", value, ")");
    if (scalar === "url") return new Expression("new URL(", value, ")");
    if (scalar === "base64") return bytes(value);
    if (scalar === "nonFiniteFloat") return new Expression(value);
    if (scalar === "uuid") return this.#brand({ type: { name: "Uuid" } }, value);
    if (scalar === "decimal") return this.#brand({ type: { name: "Decimal" } }, value);
    return value;
  }

  /** @param {Shape} type @param {unknown} value */
  #brand(type, value) {
    this.usesBrand = true;
    this.#addType(type);
    return new Expression(`brand<${typeString(type)}>(`, value, ")");
  }

  /** @param {Shape} shape */
  #addType(shape) {
    if (typeof shape === "string" || !("type" in shape)) return;
    this.types.add(shape.type.name);
    shape.type.arguments?.forEach((argument) => this.#addType(argument));
  }
}

/** @param {string} base64 */
function bytes(base64) {
  const binary = atob(base64);
  if (binary.length > MAX_INLINE_BYTES)
    return new Expression("Uint8Array.from(atob(", base64, "), (byte) => byte.charCodeAt(0))");
  return new Expression(
    "new Uint8Array(",
    [...binary].map((byte) => byte.charCodeAt(0)),
    ")",
  );
}

/**
 * Returns a value as source: on one line, or on one line per part if it is too long.
 *
 * @param {unknown} value
 * @param {string} [indent]
 * @returns {string}
 */
export function literal(value, indent = "") {
  if (value instanceof Expression) {
    return value.before + (value.inner === undefined ? "" : literal(value.inner, indent)) + value.after;
  }
  if (Array.isArray(value)) return bracketed("[]", (at) => value.map((part) => literal(part, at)), indent);
  if (typeof value !== "object" || value === null || !isPlain(value)) return stringify(value);
  const members = (/** @type {string} */ at) =>
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => `${key(name)}: ${literal(part, at)}`);
  return bracketed("{}", members, indent);
}

/** Returns `false` for raw JSON numbers, which are also objects. @param {object} value */
function isPlain(value) {
  return stringify(value).startsWith("{");
}

/** Formats a property name. `__proto__` needs brackets, because a plain name would set the prototype. @param {string} name */
function key(name) {
  if (name === "__proto__") return '["__proto__"]';
  return IDENTIFIER.test(name) ? name : stringify(name);
}

/** @param {string} brackets @param {(indent: string) => string[]} parts @param {string} indent */
function bracketed(brackets, parts, indent) {
  const flat = parts(indent);
  if (flat.length === 0) return brackets;
  const [open = "", close = ""] = brackets;
  const blank = open === "{" ? " " : "";
  const line = `${open}${blank}${flat.join(", ")}${blank}${close}`;
  if (line.length + indent.length <= 76 && !line.includes("\n")) return line;
  const deeper = `${indent}  `;
  const lines = parts(deeper).map((part) => `${deeper}${part},\n`);
  return `${open}\n${lines.join("")}${indent}${close}`;
}

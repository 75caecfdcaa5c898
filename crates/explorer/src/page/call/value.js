// JSON as the value that a program holds: a date, bytes, a name for a string.

import { fits } from "../form/fits.js";
import { stringify } from "../json.js";
import { plainType } from "../show/types.js";

/** @import { Api } from "../api.js" */
/** @import { Shape } from "../types" */

/** As many bytes are written one by one. */
const FEW = 16;

/** What stands as it is for the name of a member. */
export const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** An expression that is no JSON, around a value that may be one. */
class Code {
  /** @param {string} before @param {unknown} [inner] @param {string} [after] */
  constructor(before, inner, after = "") {
    this.before = before;
    this.inner = inner;
    this.after = after;
  }
}

/**
 * The input of a call as people write it in a program, and the types that it names.
 *
 * @param {Api} api
 * @param {Shape} shape
 * @param {unknown} json
 * @returns {{ text: string, types: string[], isBranded: boolean }}
 */
export function written(api, shape, json) {
  const reviver = new Reviver(api);
  const text = literal(reviver.revive(shape, json));
  return { text, types: [...reviver.types].sort(), isBranded: reviver.isBranded };
}

class Reviver {
  /** @param {Api} api */
  constructor(api) {
    this.api = api;
    /** @type {Set<string>} */
    this.types = new Set();
    this.isBranded = false;
  }

  /** @param {Shape} shape @param {unknown} value @returns {unknown} */
  revive(shape, value) {
    if (typeof shape === "string") return this.#scalar(shape, value);
    if ("type" in shape) {
      const isBrand = this.api.types.get(shape.type.name)?.brand === true;
      return isBrand ? this.#brand(shape, value) : this.revive(this.api.resolve(shape), value);
    }
    if ("nullable" in shape) return value === null ? null : this.revive(shape.nullable, value);
    if ("union" in shape) {
      const variant = shape.union.variants.find((one) => fits(this.api, one.shape, value));
      return variant ? this.revive(variant.shape, value) : value;
    }
    if (Array.isArray(value)) return this.#list(shape, value);
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).map(([name, part]) => {
      const of = this.#named(shape, value, name) ?? this.#rest(shape);
      return [name, of === undefined ? part : this.revive(of, part)];
    });
    return Object.fromEntries(members);
  }

  /** @param {Exclude<Shape, string>} shape @param {unknown[]} items */
  #list(shape, items) {
    if ("entries" in shape) {
      const { key, value } = shape.entries;
      return new Code("new Map(", this.revive({ list: { tuple: [key, value] } }, items), ")");
    }
    const of = (/** @type {number} */ at) => {
      if ("list" in shape) return shape.list;
      if ("array" in shape) return shape.array.of;
      return "tuple" in shape ? shape.tuple[at] : undefined;
    };
    return items.map((item, at) => this.revive(of(at) ?? "json", item));
  }

  /** What the member of that name is. @param {Shape} shape @param {unknown} whole @param {string} name @returns {Shape | undefined} */
  #named(shape, whole, name) {
    const known = this.api.resolve(shape);
    if (typeof known === "string") return undefined;
    if ("object" in known) return known.object.fields.find((field) => field.name === name)?.shape;
    if ("nullable" in known) return this.#named(known.nullable, whole, name);
    const parts = "all" in known ? known.all : [];
    if ("union" in known) {
      const variant = known.union.variants.find((one) => fits(this.api, one.shape, whole));
      if (variant) parts.push(variant.shape);
    }
    return parts.map((part) => this.#named(part, whole, name)).find((of) => of !== undefined);
  }

  /** What every other member is. @param {Shape} shape @returns {Shape | undefined} */
  #rest(shape) {
    const known = this.api.resolve(shape);
    if (typeof known === "string") return undefined;
    if ("map" in known) return known.map.value;
    if ("object" in known) return known.object.rest;
    return "all" in known ? known.all.map((part) => this.#rest(part)).find((of) => of !== undefined) : undefined;
  }

  /** @param {string} scalar @param {unknown} value @returns {unknown} */
  #scalar(scalar, value) {
    if (scalar === "byteList" && Array.isArray(value)) return new Code("new Uint8Array(", value, ")");
    if (scalar === "bigInt") return new Code(`${stringify(value).replaceAll('"', "")}n`);
    if (typeof value !== "string") return value;
    if (scalar === "dateTime") return new Code("new Date(", value, ")");
    if (scalar === "url") return new Code("new URL(", value, ")");
    if (scalar === "base64") return bytes(value);
    if (scalar === "floatText") return new Code(value);
    if (scalar === "uuid") return this.#brand({ type: { name: "Uuid" } }, value);
    if (scalar === "decimal") return this.#brand({ type: { name: "Decimal" } }, value);
    return value;
  }

  /** @param {Shape} type @param {unknown} value */
  #brand(type, value) {
    this.isBranded = true;
    this.#name(type);
    return new Code(`brand<${plainType(type)}>(`, value, ")");
  }

  /** @param {Shape} shape */
  #name(shape) {
    if (typeof shape === "string" || !("type" in shape)) return;
    this.types.add(shape.type.name);
    shape.type.arguments?.forEach((argument) => this.#name(argument));
  }
}

/** @param {string} base64 */
function bytes(base64) {
  const binary = atob(base64);
  if (binary.length > FEW) return new Code("Uint8Array.from(atob(", base64, "), (byte) => byte.charCodeAt(0))");
  return new Code(
    "new Uint8Array(",
    [...binary].map((byte) => byte.charCodeAt(0)),
    ")",
  );
}

/**
 * A value on one line, or a line for each part.
 *
 * @param {unknown} value
 * @param {string} [indent]
 * @returns {string}
 */
export function literal(value, indent = "") {
  if (value instanceof Code) {
    return value.before + (value.inner === undefined ? "" : literal(value.inner, indent)) + value.after;
  }
  if (Array.isArray(value)) return braced("[]", (at) => value.map((part) => literal(part, at)), indent);
  if (typeof value !== "object" || value === null || !isPlain(value)) return stringify(value);
  const members = (/** @type {string} */ at) =>
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => `${key(name)}: ${literal(part, at)}`);
  return braced("{}", members, indent);
}

/** A number that is wider than a double is an object too. @param {object} value */
function isPlain(value) {
  return stringify(value).startsWith("{");
}

/** Written plainly, `__proto__` would set the prototype. @param {string} name */
function key(name) {
  if (name === "__proto__") return '["__proto__"]';
  return NAME.test(name) ? name : stringify(name);
}

/** @param {string} braces @param {(indent: string) => string[]} parts @param {string} indent */
function braced(braces, parts, indent) {
  const flat = parts(indent);
  if (flat.length === 0) return braces;
  const [open = "", close = ""] = braces;
  const blank = open === "{" ? " " : "";
  const line = `${open}${blank}${flat.join(", ")}${blank}${close}`;
  if (line.length + indent.length <= 76 && !line.includes("\n")) return line;
  const deeper = `${indent}  `;
  const lines = parts(deeper).map((part) => `${deeper}${part},\n`);
  return `${open}\n${lines.join("")}${indent}${close}`;
}

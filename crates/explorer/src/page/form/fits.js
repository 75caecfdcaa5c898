import { wideText } from "../json.js";

/** @import { Api } from "../api.js" */
/** @import { Shape } from "../types" */

/**
 * Whether a value looks like a shape: enough to choose the variant of a union that a remembered value is of.
 *
 * @param {Api} api
 * @param {Shape} shape
 * @param {unknown} value
 * @returns {boolean}
 */
export function fits(api, shape, value) {
  const known = api.resolve(shape);
  if (typeof known === "string") return fitsScalar(known, value);
  if ("literal" in known) return value === known.literal;
  if ("nullable" in known) return value === null || fits(api, known.nullable, value);
  if ("union" in known) return known.union.variants.some((variant) => fits(api, variant.shape, value));
  if ("all" in known) return known.all.every((part) => fits(api, part, value));
  if ("list" in known || "array" in known || "tuple" in known || "entries" in known) return Array.isArray(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (!("object" in known)) return true;
  const given = /** @type {{ [member: string]: unknown }} */ (value);
  return known.object.fields.every(({ name, optional, shape: of }) => {
    const member = Object.hasOwn(given, name) ? given[name] : undefined;
    return member === undefined ? optional === true : fits(api, of, member);
  });
}

/** @param {string} scalar @param {unknown} value */
function fitsScalar(scalar, value) {
  if (scalar === "json") return value !== undefined;
  if (scalar === "null") return value === null;
  if (scalar === "boolean") return typeof value === "boolean";
  if (scalar === "byteList") return Array.isArray(value);
  const isNumber = /^(?:[iu]\d|[iu]size|f32|f64)/u.test(scalar);
  return isNumber ? typeof value === "number" || wideText(value) !== undefined : typeof value === "string";
}

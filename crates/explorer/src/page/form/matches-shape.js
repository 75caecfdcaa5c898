import { bigNumberText } from "../json.js";

/** @import { Api } from "../api.js" */
/** @import { Shape } from "../types" */

/**
 * Returns `true` if a value looks like the shape. The check is approximate, because it is only used to select the variant
 * of a union for a stored value.
 *
 * @param {Api} api
 * @param {Shape} shape
 * @param {unknown} value
 * @returns {boolean}
 */
export function matchesShape(api, shape, value) {
  const resolved = api.resolve(shape);
  if (typeof resolved === "string") return matchesScalar(resolved, value);
  if ("literal" in resolved) return value === resolved.literal;
  if ("nullable" in resolved) return value === null || matchesShape(api, resolved.nullable, value);
  if ("union" in resolved) return resolved.union.variants.some((variant) => matchesShape(api, variant.shape, value));
  if ("intersection" in resolved) return resolved.intersection.every((part) => matchesShape(api, part, value));
  if ("list" in resolved || "array" in resolved || "tuple" in resolved || "entries" in resolved)
    return Array.isArray(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (!("object" in resolved)) return true;
  const object = /** @type {{ [member: string]: unknown }} */ (value);
  return resolved.object.fields.every(({ name, optional, shape: member }) => {
    const memberValue = Object.hasOwn(object, name) ? object[name] : undefined;
    return memberValue === undefined ? optional === true : matchesShape(api, member, memberValue);
  });
}

/** @param {string} scalar @param {unknown} value */
function matchesScalar(scalar, value) {
  if (scalar === "json") return value !== undefined;
  if (scalar === "null") return value === null;
  if (scalar === "boolean") return typeof value === "boolean";
  if (scalar === "byteArray") return Array.isArray(value);
  const isNumber = /^(?:[iu]\d|[iu]size|f32|f64)/u.test(scalar);
  return isNumber ? typeof value === "number" || bigNumberText(value) !== undefined : typeof value === "string";
}

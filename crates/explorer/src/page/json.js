// Parses and serializes JSON without losing integer precision. `JSON.parse` alone rounds integers beyond ±2⁵³.

/** @type {{ rawJSON?: (text: string) => unknown, isRawJSON?: (value: unknown) => boolean }} */
const raw = /** @type {any} */ (JSON);

/**
 * Returns the source text of a number that a JavaScript number cannot represent.
 *
 * @param {unknown} value
 * @returns {string | undefined}
 */
export function bigNumberText(value) {
  return raw.isRawJSON?.(value) ? JSON.stringify(value) : undefined;
}

/** Parses a number, as raw JSON if it is not a safe integer. @param {string} text */
export function parseNumber(text) {
  const value = Number(text);
  const isBig = /^-?\d+$/u.test(text) && !Number.isSafeInteger(value);
  return isBig && raw.rawJSON ? raw.rawJSON(text) : value;
}

/** @param {string} text @returns {any} */
export function parse(text) {
  /** @param {string} _ @param {any} value @param {{ source?: string }} [context] */
  const reviver = (_, value, context) =>
    typeof value === "number" && context?.source !== undefined ? parseNumber(context.source) : value;
  return JSON.parse(text, reviver);
}

/** @param {unknown} value @param {number} [indent] @returns {string} */
export function stringify(value, indent) {
  return JSON.stringify(value, null, indent);
}

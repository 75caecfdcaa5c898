// JSON whose integers stay what they are, however wide: `JSON.parse` alone would round them.

/** @type {{ rawJSON?: (text: string) => unknown, isRawJSON?: (value: unknown) => boolean }} */
const raw = /** @type {any} */ (JSON);

/**
 * The text of a number as it was written, where a JavaScript number cannot hold it.
 *
 * @param {unknown} value
 * @returns {string | undefined}
 */
export function wideText(value) {
  return raw.isRawJSON?.(value) ? JSON.stringify(value) : undefined;
}

/** A number by its text. @param {string} text */
export function number(text) {
  const value = Number(text);
  const isWide = /^-?\d+$/u.test(text) && !Number.isSafeInteger(value);
  return isWide && raw.rawJSON ? raw.rawJSON(text) : value;
}

/** @param {string} text @returns {any} */
export function parse(text) {
  /** @param {string} _ @param {any} value @param {{ source?: string }} [context] */
  const keep = (_, value, context) =>
    typeof value === "number" && context?.source !== undefined ? number(context.source) : value;
  return JSON.parse(text, keep);
}

/** @param {unknown} value @param {number} [indent] @returns {string} */
export function stringify(value, indent) {
  return JSON.stringify(value, null, indent);
}

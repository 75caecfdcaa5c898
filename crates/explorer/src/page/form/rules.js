/** @import { Rule } from "../types" */

const LENGTH_UNITS = { chars: "characters", graphemes: "graphemes", utf16: "UTF-16 units" };

/** Formats validation rules as text. @param {Rule[]} rules @returns {string} */
export function rulesText(rules) {
  return rules.map(({ check }) => (typeof check === "string" ? check : ruleText(check))).join(", ");
}

/** @param {{ [check: string]: any }} check @returns {string} */
function ruleText(check) {
  const [[name = "", argument] = []] = Object.entries(check);
  if (name === "length") return lengthText(argument);
  if (name === "range") return rangeText(argument);
  if (name === "each") return `each item: ${rulesText([argument])}`;
  if (name === "item") return `item ${argument.index}: ${rulesText([argument.rule])}`;
  return `${name} ${JSON.stringify(argument)}`;
}

/** @param {{ unit: string, min?: number, max?: number }} length */
function lengthText({ unit, ...range }) {
  const name = LENGTH_UNITS[/** @type {keyof typeof LENGTH_UNITS} */ (unit)];
  return name ? `${rangeText(range)} ${name}` : `length ${rangeText(range)}`;
}

/** @param {{ min?: number | string, max?: number | string }} range */
function rangeText({ min, max }) {
  if (min !== undefined && max !== undefined) return min === max ? `exactly ${min}` : `${min}–${max}`;
  return max === undefined ? `at least ${min}` : `at most ${max}`;
}

/** @import { Rule } from "../types" */

/** What a value must keep to, for a person. @param {Rule[]} rules @returns {string} */
export function rulesText(rules) {
  return rules.map(({ check }) => (typeof check === "string" ? check : one(check))).join(", ");
}

/** @param {{ [check: string]: any }} check @returns {string} */
function one(check) {
  const [[name = "", what] = []] = Object.entries(check);
  if (name === "length") return `${span(what)} ${what.unit === "bytes" ? "long" : what.unit}`;
  if (name === "range") return span(what);
  if (name === "each") return `each: ${rulesText([what])}`;
  return `${name} ${JSON.stringify(what)}`;
}

/** @param {{ min?: number | string, max?: number | string }} range */
function span({ min, max }) {
  if (min !== undefined && max !== undefined) return min === max ? `exactly ${min}` : `${min}–${max}`;
  return max === undefined ? `at least ${min}` : `at most ${max}`;
}

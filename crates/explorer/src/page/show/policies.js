// What goes around a procedure, as far as its callers feel it.

import { el } from "../ui/dom.js";

/** @import { Policy, Procedure } from "../types" */

const UNITS = /** @type {const} */ ([
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
  ["millisecond", 1],
]);

const COUNTED = {
  caller: "each caller",
  callerAndProcedure: "each caller, for this procedure alone",
  address: "each address, whoever calls",
  all: "all callers together",
};

/** Nothing, where nothing goes around it. @param {Procedure} procedure */
export function policiesCard({ policies = [] }) {
  if (policies.length === 0) return null;
  const rows = policies.map((policy) => {
    const [what, means] = told(policy);
    return el("div", {}, el("dt", {}, what), el("dd", {}, means));
  });
  const title = el("h2", { class: "card-title" }, "Policies");
  return el("section", { class: "card", "aria-label": "Policies" }, title, el("dl", { class: "policies" }, rows));
}

/** @param {Policy} policy @returns {[what: string, means: string]} */
function told(policy) {
  if ("timeout" in policy) return ["Timeout", `A call is given up after ${time(policy.timeout.ms)}.`];
  if ("shed" in policy) return ["Load shedding", `Refuses while ${count(policy.shed.calls)} calls are under way.`];
  if ("concurrency" in policy)
    return ["Concurrency", `Runs ${count(policy.concurrency.calls)} at a time; more wait for their turn.`];
  if ("rate" in policy) {
    const { class: name, calls, ms, of } = policy.rate;
    return [`Rate “${name}”`, `${count(calls)} calls in ${time(ms)}, counted of ${COUNTED[of]}.`];
  }
  const { ms, required } = policy.idempotency;
  const key = required ? "Refuses calls without an idempotency key." : "";
  return ["Idempotency", `Repeated under its key, a call takes effect once, for ${time(ms)}. ${key}`.trim()];
}

/** In the largest unit that tells it exactly. @param {number} ms */
function time(ms) {
  const [unit, size] = UNITS.find(([, size]) => ms % size === 0) ?? ["millisecond", 1];
  return `${count(ms / size)} ${unit}${ms === size ? "" : "s"}`;
}

/** @param {number} number */
const count = (number) => number.toLocaleString("en");

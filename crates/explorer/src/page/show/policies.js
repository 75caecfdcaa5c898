// Policies of a procedure, such as timeouts and rate limits.

import { el } from "../ui/dom.js";

/** @import { Policy, Procedure } from "../types" */

const UNITS = /** @type {const} */ ([
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
  ["millisecond", 1],
]);

const RATE_LIMIT_KEYS = {
  caller: "per caller",
  callerAndProcedure: "per caller, for this procedure alone",
  ip: "per IP address",
  global: "for all callers together",
};

/** Returns `null` if the procedure has no policies. @param {Procedure} procedure */
export function policiesCard({ policies = [] }) {
  if (policies.length === 0) return null;
  const rows = policies.map((policy) => {
    const [name, effect] = describe(policy);
    return el("div", {}, el("dt", {}, name), el("dd", {}, effect));
  });
  const title = el("h2", { class: "card-title" }, "Policies");
  return el("section", { class: "card", "aria-label": "Policies" }, title, el("dl", { class: "policies" }, rows));
}

/** @param {Policy} policy @returns {[name: string, effect: string]} */
function describe(policy) {
  if ("timeout" in policy) return ["Timeout", `Calls time out after ${durationText(policy.timeout.ms)}.`];
  if ("loadShed" in policy) {
    return ["Load shedding", `Rejects calls while ${count(policy.loadShed.maxCalls)} calls are in flight.`];
  }
  if ("concurrency" in policy) {
    return ["Concurrency", `Runs at most ${count(policy.concurrency.maxCalls)} calls at a time; further calls wait.`];
  }
  if ("rateLimit" in policy) {
    const { name, maxCalls, periodMs, key } = policy.rateLimit;
    const limit = `${count(maxCalls)} calls in ${durationText(periodMs)}`;
    return [`Rate limit “${name}”`, `Allows ${limit}, counted ${RATE_LIMIT_KEYS[key]}.`];
  }
  const { ttlMs, required } = policy.idempotency;
  const replay = `Replays the stored response if an idempotency key is repeated within ${durationText(ttlMs)}.`;
  return ["Idempotency", required ? `${replay} Rejects calls without a key.` : replay];
}

/** Returns a duration as text, in the largest unit that divides it. @param {number} ms */
function durationText(ms) {
  const [unit, size] = UNITS.find(([, size]) => ms % size === 0) ?? ["millisecond", 1];
  return `${count(ms / size)} ${unit}${ms === size ? "" : "s"}`;
}

/** @param {number} number */
const count = (number) => number.toLocaleString("en");

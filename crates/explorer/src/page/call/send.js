import { parse } from "../json.js";
import { init } from "./request.js";

/** @import { Failure, Outcome, Sent } from "../types" */

/** What went wrong before there was an answer. @param {unknown} error @returns {Failure} */
export function broken(error) {
  const isAbort = error instanceof DOMException && error.name === "AbortError";
  const message = isAbort ? "Stopped" : "The server cannot be reached";
  return {
    message: isAbort ? message : `${message}: ${String(error)}`,
    code: 0,
    data: { code: isAbort ? "ABORTED" : "NETWORK" },
  };
}

/** Sends one call and reads its answer. @param {Sent} sent @param {AbortSignal} signal @returns {Promise<Outcome>} */
export async function send(sent, signal) {
  const began = performance.now();
  /** @type {Outcome} */
  let outcome = { status: 0, headers: [], headMs: 0, ms: 0, bytes: 0 };
  try {
    const response = await fetch(sent.url, init(sent, signal));
    outcome = {
      ...outcome,
      status: response.status,
      headers: [...response.headers],
      headMs: performance.now() - began,
    };
    const text = await response.text();
    outcome = { ...outcome, ms: performance.now() - began, bytes: new TextEncoder().encode(text).length };
    return { ...outcome, ...envelope(text) };
  } catch (error) {
    return { ...outcome, ms: performance.now() - began, failure: broken(error) };
  }
}

/** @param {string} text @returns {{ data: unknown } | { failure: Failure }} */
function envelope(text) {
  try {
    const { result, error } = parse(text);
    if (error) return { failure: error };
    if (result) return { data: result.data };
  } catch {
    // Told below.
  }
  const message = `The answer is not of the wire: ${text.slice(0, 200)}`;
  return { failure: { message, code: 0, data: { code: "MALFORMED_RESPONSE" } } };
}

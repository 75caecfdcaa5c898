import { parse } from "../json.js";
import { fetchOptions } from "./request.js";

/** @import { CallResult, Failure, HttpRequest } from "../types" */

/** Returns the failure to show if a call received no valid response. @param {unknown} error @returns {Failure} */
export function networkFailure(error) {
  const isAbort = error instanceof DOMException && error.name === "AbortError";
  return {
    message: isAbort ? "Stopped" : `Cannot reach the server: ${String(error)}`,
    code: 0,
    data: { code: isAbort ? "ABORTED" : "NETWORK" },
  };
}

/** Sends a call and reads its response. @param {HttpRequest} request @param {AbortSignal} signal @returns {Promise<CallResult>} */
export async function send(request, signal) {
  const started = performance.now();
  /** @type {CallResult} */
  let result = { status: 0, headers: [], headersMs: 0, ms: 0, bytes: 0 };
  try {
    const response = await fetch(request.url, fetchOptions(request, signal));
    result = {
      ...result,
      status: response.status,
      headers: [...response.headers],
      headersMs: performance.now() - started,
    };
    const text = await response.text();
    result = { ...result, ms: performance.now() - started, bytes: new TextEncoder().encode(text).length };
    return { ...result, ...parseEnvelope(text) };
  } catch (error) {
    return { ...result, ms: performance.now() - started, failure: networkFailure(error) };
  }
}

/** @param {string} text @returns {{ data: unknown } | { failure: Failure }} */
function parseEnvelope(text) {
  try {
    const { result, error } = parse(text);
    if (error) return { failure: error };
    if (result) return { data: result.data };
  } catch {
    // Malformed JSON is reported below, like any other malformed response.
  }
  const message = `Malformed response: ${text.slice(0, 200)}`;
  return { failure: { message, code: 0, data: { code: "MALFORMED_RESPONSE" } } };
}

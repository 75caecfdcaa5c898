// Builds HTTP requests for tRPC's protocol (`docs/protocol.md#requests`).

import { stringify } from "../json.js";

/** @import { Api } from "../api.js" */
/** @import { HttpRequest, Input, Procedure, Settings } from "../types" */

/** Base URL of the procedures, which is the parent of the page's URL. */
export const BASE = new URL(".", location.href).href;

/** Returns `true` if the response is streamed as JSON Lines. @param {Api} api @param {Procedure} procedure */
export function isStreamed(api, procedure) {
  return procedure.kind !== "subscription" && (procedure.streaming === true || api.hasDeferred(procedure));
}

/**
 * @param {Api} api
 * @param {Procedure} procedure
 * @param {Input} input
 * @param {Settings} settings
 * @param {string} [lastEventId]
 * @returns {HttpRequest}
 */
export function request(api, procedure, input, settings, lastEventId) {
  // JSON Lines is only available for batches, so a streamed call is sent as a batch of one.
  const isBatch = isStreamed(api, procedure);
  const method = procedure.kind === "mutation" ? "POST" : "GET";
  const path = new URL(encodeURIComponent(procedure.name), BASE).href;
  const urlWithoutInput = isBatch ? `${path}?batch=1` : path;
  const value = input.kind === "json" ? input.value : undefined;
  const batchInput = value === undefined ? "{}" : stringify({ 0: value });
  const json = isBatch ? batchInput : value === undefined ? undefined : stringify(value);
  /** @type {[string, string][]} */
  const headers = [];
  if (method === "POST" && input.kind === "bytes") headers.push(["content-type", "application/octet-stream"]);
  else if (method === "POST" && input.kind !== "form") headers.push(["content-type", "application/json"]);
  if (isBatch) headers.push(["trpc-accept", "application/jsonl"]);
  if (lastEventId !== undefined) headers.push(["last-event-id", lastEventId]);
  if (settings.token !== "") headers.push(["authorization", `Bearer ${settings.token}`]);
  headers.push(...settings.headers.filter(([name]) => name !== ""));
  const query = method === "GET" && json !== undefined ? `${isBatch ? "&" : "?"}input=${encodeURIComponent(json)}` : "";
  const url = urlWithoutInput + query;
  return { method, url, urlWithoutInput, headers, input, ...(json === undefined ? {} : { json }) };
}

/** @param {HttpRequest} request @param {AbortSignal} signal @returns {RequestInit} */
export function fetchOptions({ method, headers, input, json }, signal) {
  const body = method === "GET" ? {} : { body: requestBody(input, json) };
  return { method, headers, signal, cache: "no-store", ...body };
}

/** @param {Input} input @param {string | undefined} json @returns {BodyInit | null} */
function requestBody(input, json) {
  if (input.kind === "bytes") return input.blob;
  if (input.kind !== "form") return json ?? null;
  const data = new FormData();
  for (const [name, text] of input.fields) data.append(name, text);
  for (const [name, file] of input.files) data.append(name, file);
  return data;
}

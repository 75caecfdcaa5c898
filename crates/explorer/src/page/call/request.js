// A call as one HTTP request of tRPC's wire.

import { stringify } from "../json.js";

/** @import { Api } from "../api.js" */
/** @import { Input, Procedure, Sent, Settings } from "../types" */

/** Where the procedures are: beside the page. */
export const BASE = new URL(".", location.href).href;

/** Whether its answer comes in pieces. @param {Api} api @param {Procedure} procedure */
export function isInPieces(api, procedure) {
  return procedure.kind !== "subscription" && (procedure.streams === true || api.hasLater(procedure));
}

/**
 * @param {Api} api
 * @param {Procedure} procedure
 * @param {Input} input
 * @param {Settings} settings
 * @param {string} [lastEventId]
 * @returns {Sent}
 */
export function request(api, procedure, input, settings, lastEventId) {
  const inPieces = isInPieces(api, procedure);
  const method = procedure.kind === "mutation" ? "POST" : "GET";
  const path = new URL(encodeURIComponent(procedure.name), BASE).href;
  const bare = inPieces ? `${path}?batch=1` : path;
  const value = input.kind === "json" ? input.value : undefined;
  const batched = value === undefined ? "{}" : stringify({ 0: value });
  const json = inPieces ? batched : value === undefined ? undefined : stringify(value);
  /** @type {[string, string][]} */
  const headers = [];
  if (method === "POST" && input.kind === "bytes") headers.push(["content-type", "application/octet-stream"]);
  else if (method === "POST" && input.kind !== "form") headers.push(["content-type", "application/json"]);
  if (inPieces) headers.push(["trpc-accept", "application/jsonl"]);
  if (lastEventId !== undefined) headers.push(["last-event-id", lastEventId]);
  if (settings.token !== "") headers.push(["authorization", `Bearer ${settings.token}`]);
  headers.push(...settings.headers.filter(([name]) => name !== ""));
  const query =
    method === "GET" && json !== undefined ? `${inPieces ? "&" : "?"}input=${encodeURIComponent(json)}` : "";
  return { method, url: bare + query, bare, headers, input, ...(json === undefined ? {} : { json }) };
}

/** What `fetch` is told. @param {Sent} sent @param {AbortSignal} signal @returns {RequestInit} */
export function init({ method, headers, input, json }, signal) {
  const body = method === "GET" ? {} : { body: content(input, json) };
  return { method, headers, signal, cache: "no-store", ...body };
}

/** @param {Input} input @param {string | undefined} json @returns {BodyInit | null} */
function content(input, json) {
  if (input.kind === "bytes") return input.blob;
  if (input.kind !== "form") return json ?? null;
  const data = new FormData();
  for (const [name, text] of input.fields) data.append(name, text);
  for (const [name, file] of input.files) data.append(name, file);
  return data;
}

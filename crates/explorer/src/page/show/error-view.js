import { copyButton, el } from "../ui/dom.js";
import { issuesText } from "../form/field.js";
import { inline } from "./docs.js";
import { jsonView } from "./json-view.js";

/** @import { Api } from "../api.js" */
/** @import { Failure, FieldErrors, Procedure } from "../types" */

/** Shows a failed call, with the documentation of a declared error. @param {Api} api @param {Procedure} procedure @param {Failure} failure */
export function errorView(api, procedure, { message, data }) {
  const { code, error, requestId } = data;
  const declared = api.errors(procedure).find(({ name }) => name === error?.type);
  const { type: _, ...members } = error ?? { type: "" };
  const hasMembers = error !== undefined && error.fields === undefined && Object.keys(members).length > 0;
  const title = el(
    "p",
    { class: "failure-title" },
    el("strong", {}, error?.type ?? code),
    error && el("span", { class: "code-badge" }, code),
  );
  return el(
    "div",
    { class: "failure", role: "alert" },
    title,
    error?.fields ? fieldErrorsTable(error.fields) : el("p", { class: "failure-message" }, message),
    declared?.docs && el("p", { class: "f-docs" }, inline(declared.docs)),
    hasMembers && jsonView(members),
    requestId && requestIdLine(requestId),
  );
}

/** @param {string} requestId */
function requestIdLine(requestId) {
  const copy = copyButton(() => requestId);
  return el("p", { class: "request-id" }, "Request id ", el("code", {}, requestId), " ", copy);
}

/** @param {FieldErrors} fields */
function fieldErrorsTable(fields) {
  const rows = Object.entries(fields).map(([path, issues]) =>
    el("tr", {}, el("th", { scope: "row" }, path || "input"), el("td", {}, issuesText(issues))),
  );
  return el("table", { class: "headers" }, el("tbody", {}, rows));
}

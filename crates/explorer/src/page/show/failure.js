// A refusal: its code, what was said, and the declared error with what the contract knows of it.

import { copyButton, el } from "../ui/dom.js";
import { said } from "../form/field.js";
import { inline } from "./docs.js";
import { jsonView } from "./json.js";

/** @import { Api } from "../api.js" */
/** @import { Failure, Procedure, Wrong } from "../types" */

/** @param {Api} api @param {Procedure} procedure @param {Failure} failure */
export function failureView(api, procedure, { message, data }) {
  const { code, error, requestId } = data;
  const known = api.errors(procedure).find(({ name }) => name === error?.type);
  const { type: _, ...rest } = error ?? { type: "" };
  const title = el(
    "p",
    { class: "failure-title" },
    el("strong", {}, error?.type ?? code),
    error && el("span", { class: "code-badge" }, code),
  );
  const isOwn = error !== undefined && error.fields === undefined && Object.keys(rest).length > 0;
  return el(
    "div",
    { class: "failure", role: "alert" },
    title,
    error?.fields ? brokenRules(error.fields) : el("p", { class: "failure-message" }, message),
    known?.docs && el("p", { class: "f-docs" }, inline(known.docs)),
    isOwn && jsonView(rest),
    requestId &&
      el(
        "p",
        { class: "request-id" },
        "Logged under ",
        el("code", {}, requestId),
        " ",
        copyButton(() => requestId),
      ),
  );
}

/** @param {Wrong} fields */
function brokenRules(fields) {
  const rows = Object.entries(fields).map(([path, issues]) =>
    el("tr", {}, el("th", { scope: "row" }, path || "input"), el("td", {}, said(issues))),
  );
  return el("table", { class: "headers" }, el("tbody", {}, rows));
}

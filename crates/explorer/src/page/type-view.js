// View of a type: its declaration and the procedures that use it.

import { docs } from "./show/docs.js";
import { sourceLink } from "./show/source-link.js";
import { declaration } from "./show/types.js";
import { el } from "./ui/dom.js";

/** @import { Api } from "./api.js" */
/** @import { Definition, Procedure } from "./types" */

/** @param {Api} api @param {Definition} definition */
export function typeView(api, definition) {
  const badges = el(
    "div",
    { class: "badges" },
    el("span", { class: "kind k-type" }, "type"),
    el("code", { class: "badge" }, definition.rustPath),
    sourceLink(api.locations.get(definition)),
  );
  const declarationCard = el(
    "section",
    { class: "card", "aria-label": "Declaration" },
    el("pre", { class: "declaration is-standalone" }, declaration(definition)),
  );
  const usersCard = el(
    "section",
    { class: "card", "aria-label": "Used by" },
    el("h2", { class: "card-title" }, "Used by"),
    el("ul", { class: "users" }, api.proceduresUsing(definition.name).map(procedureItem)),
  );
  return el(
    "article",
    { "aria-labelledby": "title" },
    el("header", { class: "heading" }, el("h1", { id: "title" }, definition.name), badges, docs(definition.docs)),
    el("div", { class: "columns" }, declarationCard, usersCard),
  );
}

/** @param {Procedure} procedure */
function procedureItem({ name, kind }) {
  const dot = el("span", { class: `dot k-${kind}`, "aria-hidden": "true" });
  return el("li", {}, el("a", { class: "user", href: `#${encodeURIComponent(name)}` }, dot, name));
}

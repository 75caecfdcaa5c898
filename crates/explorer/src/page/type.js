// A type's own view.

import { docs } from "./show/docs.js";
import { placeLink } from "./show/place.js";
import { declaration } from "./show/types.js";
import { el } from "./ui/dom.js";

/** @import { Api } from "./api.js" */
/** @import { Definition } from "./types" */

/** @param {Api} api @param {Definition} definition */
export function typeView(api, definition) {
  const users = api
    .usersOf(definition.name)
    .map(({ name, kind }) =>
      el(
        "li",
        {},
        el(
          "a",
          { class: "user", href: `#${encodeURIComponent(name)}` },
          el("span", { class: `dot k-${kind}`, "aria-hidden": "true" }),
          name,
        ),
      ),
    );
  const badges = el(
    "div",
    { class: "badges" },
    el("span", { class: "kind k-type" }, "type"),
    el("code", { class: "badge" }, definition.rust),
    placeLink(api.places.get(definition)),
  );
  return el(
    "article",
    { "aria-labelledby": "title" },
    el("header", { class: "heading" }, el("h1", { id: "title" }, definition.name), badges, docs(definition.docs)),
    el(
      "div",
      { class: "columns" },
      el(
        "section",
        { class: "card", "aria-label": "Declaration" },
        el("pre", { class: "declaration is-whole" }, declaration(definition)),
      ),
      el(
        "section",
        { class: "card", "aria-label": "Used by" },
        el("h2", { class: "card-title" }, "Used by"),
        el("ul", { class: "users" }, users),
      ),
    ),
  );
}

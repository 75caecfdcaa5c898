// Sidebar: the searchable list of procedures and types.

import { byId, el } from "./ui/dom.js";

/** @import { Api } from "./api.js" */
/** @import { Kind } from "./types" */

/** @typedef {{ link: HTMLAnchorElement, item: HTMLElement, searchText: string, name: string, label: HTMLElement }} Row */
/** @typedef {{ section: HTMLElement, rows: Row[], count: HTMLElement }} Group */

/** @param {Api} api */
export function startSidebar(api) {
  const groups = groupByNamespace(api).map(([title, rows]) => groupSection(title, rows));
  const rows = groups.flatMap((group) => group.rows);
  const noMatches = el("p", { class: "muted none", hidden: true }, "No matches");
  byId("list").replaceChildren(...groups.map(({ section }) => section), noMatches);

  const input = /** @type {HTMLInputElement} */ (byId("search"));
  const visibleLinks = () => rows.filter(({ item }) => !item.hidden).map(({ link }) => link);
  const filter = () => {
    const terms = input.value.toLowerCase().split(/\s+/u).filter(Boolean);
    filterGroups(groups, terms);
    const matches = visibleLinks().length;
    noMatches.hidden = matches > 0;
    const status = matches === 1 ? "1 match" : `${matches} matches`;
    byId("search-status").textContent = terms.length === 0 ? "" : status;
  };
  input.addEventListener("input", filter);
  startKeyboard(input, visibleLinks, filter);
  return {
    focus: () => {
      input.focus();
      input.select();
    },
    /** Marks the link to the current view. @param {string} href */
    setCurrent: (href) => {
      for (const { link } of rows) {
        const isCurrent = link.getAttribute("href") === href;
        if (isCurrent) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
        if (isCurrent) link.scrollIntoView({ block: "nearest" });
      }
    },
  };
}

/** Adds keyboard navigation. @param {HTMLInputElement} input @param {() => HTMLElement[]} links @param {() => void} filter */
function startKeyboard(input, links, filter) {
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") links()[0]?.focus();
    else if (event.key === "Enter") links()[0]?.click();
    else if (event.key === "Escape" && input.value !== "") {
      input.value = "";
      filter();
    } else return;
    event.preventDefault();
  });
  byId("list").addEventListener("keydown", (event) => {
    const visible = links();
    const index = visible.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (index < 0) return;
    if (event.key === "ArrowDown") visible[index + 1]?.focus();
    else if (event.key === "ArrowUp") (visible[index - 1] ?? input).focus();
    else if (event.key === "Home") visible[0]?.focus();
    else if (event.key === "End") visible.at(-1)?.focus();
    else return;
    event.preventDefault();
  });
}

/** Hides the rows that do not contain every term. @param {Group[]} groups @param {string[]} terms */
function filterGroups(groups, terms) {
  for (const { section, rows, count } of groups) {
    for (const row of rows) {
      row.item.hidden = !terms.every((term) => row.searchText.includes(term));
      highlightMatch(row, terms);
    }
    const matches = rows.filter(({ item }) => !item.hidden).length;
    section.hidden = matches === 0;
    count.textContent = String(matches);
  }
}

/** @param {string} title @param {Row[]} rows @returns {Group} */
function groupSection(title, rows) {
  const count = el("span", { class: "group-count" }, rows.length);
  const heading = el("h2", { class: "group" }, title, count);
  const items = rows.map(({ item }) => item);
  return { section: el("div", {}, heading, el("ul", { "aria-label": title }, items)), rows, count };
}

/** @param {Api} api @returns {[title: string, rows: Row[]][]} */
function groupByNamespace(api) {
  /** @type {Map<string, Row[]>} */
  const groups = new Map();
  for (const { name, kind, docs = "", deprecated, guards = [] } of api.procedures) {
    const dot = name.lastIndexOf(".");
    const title = dot < 0 ? "procedures" : name.slice(0, dot);
    const row = createRow({
      href: `#${encodeURIComponent(name)}`,
      fullName: name,
      name: name.slice(dot + 1),
      kind,
      searchText: `${kind} ${docs} ${guards.join(" ")}`,
    });
    row.link.classList.toggle("t-deprecated", deprecated !== undefined);
    groups.set(title, [...(groups.get(title) ?? []), row]);
  }
  const types = [...api.types.values()].map(({ name }) =>
    createRow({
      href: `#type:${encodeURIComponent(name)}`,
      fullName: name,
      name,
      kind: "type",
      searchText: "type",
    }),
  );
  return [...groups, ...(types.length > 0 ? [/** @type {[string, Row[]]} */ (["types", types])] : [])];
}

/**
 * @param {object} options
 * @param {string} options.href
 * @param {string} options.fullName
 * @param {string} options.name
 * @param {Kind | "type"} options.kind
 * @param {string} options.searchText Text to search in addition to the name.
 * @returns {Row}
 */
function createRow({ href, fullName, name, kind, searchText }) {
  const label = el("span", { class: "entry-name" }, name);
  const letter = el("span", { class: `kind-letter k-${kind}`, "data-letter": kind.charAt(0).toUpperCase() });
  const link = el("a", { href, class: "entry", "aria-label": `${fullName}, ${kind}` }, letter, label);
  return { link, item: el("li", {}, link), searchText: `${fullName} ${searchText}`.toLowerCase(), name, label };
}

/** Highlights the first term that occurs in the name. @param {Row} row @param {string[]} terms */
function highlightMatch({ name, label }, terms) {
  const term = terms.find((candidate) => name.toLowerCase().includes(candidate));
  if (term === undefined) return label.replaceChildren(name);
  const start = name.toLowerCase().indexOf(term);
  const end = start + term.length;
  label.replaceChildren(name.slice(0, start), el("mark", {}, name.slice(start, end)), name.slice(end));
}

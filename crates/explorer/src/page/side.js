// The list of procedures and types, and the search in it.

import { byId, el } from "./ui/dom.js";

/** @import { Api } from "./api.js" */
/** @import { Kind } from "./types" */

/** @typedef {{ link: HTMLAnchorElement, row: HTMLElement, words: string, name: string, label: HTMLElement }} Row */

/** @param {Api} api */
export function startSide(api) {
  const find = /** @type {HTMLInputElement} */ (byId("find"));
  const groups = grouped(api).map(([title, rows]) => {
    const count = el("span", { class: "group-count" }, rows.length);
    const list = rows.map(({ row }) => row);
    const heading = el("h2", { class: "group" }, title, count);
    return { section: el("div", {}, heading, el("ul", { "aria-label": title }, list)), rows, count };
  });
  const all = groups.flatMap(({ rows }) => rows);
  const none = el("p", { class: "quiet-text none", hidden: true }, "Nothing is called so.");
  byId("list").replaceChildren(...groups.map(({ section }) => section), none);

  const visible = () => all.filter(({ row }) => !row.hidden).map(({ link }) => link);
  const filter = () => {
    const words = find.value.toLowerCase().split(/\s+/u).filter(Boolean);
    for (const row of all) {
      row.row.hidden = !words.every((word) => row.words.includes(word));
      mark(row, words);
    }
    for (const { section, rows, count } of groups) {
      const left = rows.filter(({ row }) => !row.hidden).length;
      section.hidden = left === 0;
      count.textContent = String(left);
    }
    const found = visible().length;
    none.hidden = found > 0;
    byId("found").textContent = words.length === 0 ? "" : `${found} found`;
  };
  find.addEventListener("input", filter);
  find.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") visible()[0]?.focus();
    else if (event.key === "Enter") visible()[0]?.click();
    else if (event.key === "Escape" && find.value !== "") {
      find.value = "";
      filter();
    } else return;
    event.preventDefault();
  });
  byId("list").addEventListener("keydown", (event) => {
    const links = visible();
    const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    if (at < 0) return;
    if (event.key === "ArrowDown") links[at + 1]?.focus();
    else if (event.key === "ArrowUp") (links[at - 1] ?? find).focus();
    else if (event.key === "Home") links[0]?.focus();
    else if (event.key === "End") links.at(-1)?.focus();
    else return;
    event.preventDefault();
  });
  return {
    focus: () => {
      find.focus();
      find.select();
    },
    /** @param {string} href */
    mark: (href) => {
      for (const { link } of all) {
        const isHere = link.getAttribute("href") === href;
        if (isHere) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
        if (isHere) link.scrollIntoView({ block: "nearest" });
      }
    },
  };
}

/** @param {Api} api @returns {[title: string, rows: Row[]][]} */
function grouped(api) {
  /** @type {Map<string, Row[]>} */
  const groups = new Map();
  for (const { name, kind, docs = "", deprecated, proofs = [] } of api.procedures) {
    const at = name.lastIndexOf(".");
    const title = at < 0 ? "procedures" : name.slice(0, at);
    const row = entry(
      `#${encodeURIComponent(name)}`,
      name,
      name.slice(at + 1),
      kind,
      `${kind} ${docs} ${proofs.join(" ")}`,
    );
    row.link.classList.toggle("t-old", deprecated !== undefined);
    groups.set(title, [...(groups.get(title) ?? []), row]);
  }
  const types = [...api.types.values()].map(({ name }) =>
    entry(`#type:${encodeURIComponent(name)}`, name, name, "type", "type"),
  );
  return [...groups, ...(types.length > 0 ? [/** @type {[string, Row[]]} */ (["types", types])] : [])];
}

/**
 * @param {string} href
 * @param {string} whole
 * @param {string} name
 * @param {Kind | "type"} kind
 * @param {string} words What it is found by, beside its name.
 * @returns {Row}
 */
function entry(href, whole, name, kind, words) {
  const label = el("span", { class: "entry-name" }, name);
  const letter = el("span", { class: `letter k-${kind}`, "data-letter": kind.charAt(0).toUpperCase() });
  const link = el("a", { href, class: "entry", "aria-label": `${whole}, ${kind}` }, letter, label);
  return { link, row: el("li", {}, link), words: `${whole} ${words}`.toLowerCase(), name, label };
}

/** Shows what was found. @param {Row} row @param {string[]} words */
function mark({ name, label }, words) {
  const word = words.find((one) => name.toLowerCase().includes(one));
  if (word === undefined) return label.replaceChildren(name);
  const at = name.toLowerCase().indexOf(word);
  label.replaceChildren(
    name.slice(0, at),
    el("mark", {}, name.slice(at, at + word.length)),
    name.slice(at + word.length),
  );
}

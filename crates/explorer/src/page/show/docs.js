// Renders doc comments, which use a subset of Markdown: paragraphs, lists, headings, code and links.

import { el } from "../ui/dom.js";

/** @import { Child } from "../ui/dom.js" */

/** @param {string | undefined} text */
export function docs(text) {
  const blocks = (text ?? "")
    .trim()
    .split(/\n\s*\n/u)
    .filter((block) => block.trim() !== "");
  return el("div", { class: "docs" }, blocks.map(block));
}

/** Renders code, links and strong emphasis within a line. @param {string} text @returns {Child[]} */
export function inline(text) {
  const parts = text.split(/(`[^`]+`|\[[^\]]+\]\(https?:[^)]+\)|\*\*[^*]+\*\*)/u);
  return parts.map((part) => {
    if (part.startsWith("`") && part.endsWith("`")) return el("code", {}, part.slice(1, -1));
    if (part.startsWith("**")) return el("strong", {}, part.slice(2, -2));
    const link = /^\[([^\]]+)\]\((.+)\)$/u.exec(part);
    return link?.[1] && link[2] ? el("a", { href: link[2], rel: "noreferrer" }, link[1]) : part;
  });
}

/** @param {string} text */
function block(text) {
  const source = text.trim().split("\n");
  const lines = source.map((line) => line.trim());
  if (lines[0]?.startsWith("```")) {
    const code = source.slice(1).filter((line) => !line.startsWith("```"));
    return el("pre", {}, code.join("\n"));
  }
  if (lines.every((line) => /^[-*] /u.test(line))) {
    const items = lines.map((line) => el("li", {}, inline(line.slice(2))));
    return el("ul", {}, items);
  }
  const heading = /^#+ (.*)$/u.exec(lines[0] ?? "");
  if (heading?.[1]) return el("h3", {}, inline(heading[1]));
  return el("p", {}, inline(lines.join(" ")));
}

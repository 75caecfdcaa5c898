import { el, icon } from "../ui/dom.js";

/** @import { SourceLocation } from "../types" */

/** Shows a location in the Rust sources, as a link to the editor if the file is on this machine. @param {SourceLocation | undefined} location */
export function sourceLink(location) {
  if (!location) return null;
  const { file, line, column, path } = location;
  const content = [icon("M7 6 3 10l4 4M13 6l4 4-4 4"), `${file.split("/").at(-1)}:${line}`];
  if (!path) return el("span", { class: "source-link", title: file }, content);
  const href = `vscode://file/${encodeURI(path.replace(/^\//u, ""))}:${line}:${column}`;
  return el("a", { class: "source-link", href, title: `Open ${file} in the editor` }, content);
}

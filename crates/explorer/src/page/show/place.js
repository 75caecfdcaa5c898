import { el, icon } from "../ui/dom.js";

/** @import { Place } from "../types" */

/** Where it stands in Rust; opens the editor, where the sources are on this machine. @param {Place | undefined} place */
export function placeLink(place) {
  if (!place) return null;
  const file = place.file.split("/").at(-1);
  const text = `${file}:${place.line}`;
  const drawing = icon("M7 6 3 10l4 4M13 6l4 4-4 4");
  if (!place.path) return el("span", { class: "place", title: place.file }, drawing, text);
  const href = `vscode://file/${encodeURI(place.path.replace(/^\//u, ""))}:${place.line}:${place.column}`;
  return el("a", { class: "place", href, title: `Open ${place.file} in the editor` }, drawing, text);
}

// Keyboard shortcuts of the page.

import { byId, el } from "./ui/dom.js";
import { dialog } from "./ui/dialog.js";

const SHORTCUTS = [
  ["/", "Ctrl K", "Search"],
  ["↓", "↑", "Move through the list"],
  ["Ctrl Enter", "", "Call or subscribe"],
  ["Shift Enter", "", "Insert a line break in a text field"],
  ["Esc", "", "Stop the stream"],
  ["?", "", "Show this list"],
];

/** @param {{ search: () => void, call: () => void, stop: () => void }} actions */
export function startShortcuts({ search, call, stop }) {
  const showHelp = () => {
    const rows = SHORTCUTS.map(([key, alternative, action]) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, el("kbd", {}, key), alternative && el("kbd", {}, alternative)),
        el("td", {}, action),
      ),
    );
    dialog("Keyboard shortcuts", [el("table", { class: "keys" }, el("tbody", {}, rows))]);
  };
  byId("help").addEventListener("click", showHelp);
  addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.matches("input, textarea, select");
    const isDialogOpen = document.querySelector("dialog[open]") !== null;
    const withCtrl = event.ctrlKey || event.metaKey;
    if (withCtrl && event.key === "k") search();
    else if (withCtrl && event.key === "Enter" && !isDialogOpen) call();
    else if (event.key === "Escape" && !isDialogOpen && !event.defaultPrevented) stop();
    else if (event.key === "/" && !isTyping && !isDialogOpen) search();
    else if (event.key === "?" && !isTyping && !isDialogOpen) showHelp();
    else return;
    event.preventDefault();
  });
}

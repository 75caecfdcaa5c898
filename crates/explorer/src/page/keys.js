// What the keyboard does anywhere on the page.

import { byId, el } from "./ui/dom.js";
import { dialog } from "./ui/dialog.js";

const KEYS = [
  ["/", "Ctrl K", "Search"],
  ["↓", "↑", "Walk through what was found"],
  ["Ctrl Enter", "", "Call, or subscribe"],
  ["Shift Enter", "", "A second line in a text"],
  ["Esc", "", "Stop a stream"],
  ["?", "", "This list"],
];

/**
 * @param {{ search: () => void, call: () => void, stop: () => void }} does
 */
export function startKeys({ search, call, stop }) {
  const help = () => {
    const rows = KEYS.map(([one, other, what]) =>
      el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, one), other && el("kbd", {}, other)), el("td", {}, what)),
    );
    dialog("Keyboard", [el("table", { class: "keys" }, el("tbody", {}, rows))]);
  };
  byId("help").addEventListener("click", help);
  addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.matches("input, textarea, select");
    const isOpen = document.querySelector("dialog[open]") !== null;
    const withCtrl = event.ctrlKey || event.metaKey;
    if (withCtrl && event.key === "k") search();
    else if (withCtrl && event.key === "Enter" && !isOpen) call();
    else if (event.key === "Escape" && !isOpen && !event.defaultPrevented) stop();
    else if (event.key === "/" && !isTyping && !isOpen) search();
    else if (event.key === "?" && !isTyping && !isOpen) help();
    else return;
    event.preventDefault();
  });
}

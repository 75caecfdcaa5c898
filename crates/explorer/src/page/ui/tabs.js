import { el, freshId } from "./dom.js";

/**
 * Panels of which one is seen.
 *
 * @param {string} label
 * @param {{ name: string, panel: HTMLElement, shown?: () => void }[]} tabs
 * @param {{ extra?: HTMLElement, start?: number }} [options]
 */
export function tabs(label, tabs, { extra, start = 0 } = {}) {
  const buttons = tabs.map(({ name, panel }, index) => {
    panel.id ||= freshId();
    panel.setAttribute("role", "tabpanel");
    const id = freshId();
    panel.setAttribute("aria-labelledby", id);
    const button = el("button", { id, type: "button", role: "tab", "aria-controls": panel.id }, name);
    button.addEventListener("click", () => show(index));
    button.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (index + step + tabs.length) % tabs.length;
      show(next);
      buttons[next]?.focus();
    });
    return button;
  });

  /** @param {number} chosen */
  function show(chosen) {
    buttons.forEach((button, index) => {
      const isChosen = index === chosen;
      button.setAttribute("aria-selected", String(isChosen));
      button.tabIndex = isChosen ? 0 : -1;
      const tab = tabs[index];
      if (tab) tab.panel.hidden = !isChosen;
    });
    tabs[chosen]?.shown?.();
  }

  show(start);
  const list = el("div", { role: "tablist", "aria-label": label, class: "tabs" }, buttons);
  const head = el("div", { class: "tab-row" }, list, extra);
  return {
    node: el(
      "div",
      { class: "tabbed" },
      head,
      tabs.map(({ panel }) => panel),
    ),
    show,
  };
}

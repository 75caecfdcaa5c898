import { el, uniqueId } from "./dom.js";

/**
 * Creates a tab list and its panels. A tab's `shown` callback is called each time the tab is selected.
 *
 * @param {string} label
 * @param {{ name: string, panel: HTMLElement, shown?: () => void }[]} tabs
 * @param {{ extra?: HTMLElement, start?: number }} [options]
 */
export function tabs(label, tabs, { extra, start = 0 } = {}) {
  const buttons = tabs.map(({ name, panel }, index) => {
    panel.id ||= uniqueId();
    panel.setAttribute("role", "tabpanel");
    const id = uniqueId();
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

  /** @param {number} selected */
  function show(selected) {
    buttons.forEach((button, index) => {
      const isSelected = index === selected;
      button.setAttribute("aria-selected", String(isSelected));
      button.tabIndex = isSelected ? 0 : -1;
      const tab = tabs[index];
      if (tab) tab.panel.hidden = !isSelected;
    });
    tabs[selected]?.shown?.();
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

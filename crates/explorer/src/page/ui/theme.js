import { byId } from "./dom.js";

const KEY = "isotype.explorer.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Applies the theme. Follows the system's theme until the user chooses one. */
export function startTheme() {
  const button = byId("theme");
  const current = () => localStorage.getItem(KEY) ?? (dark.matches ? "dark" : "light");
  const show = () => {
    const theme = current();
    document.documentElement.dataset["theme"] = theme;
    button.setAttribute("aria-label", theme === "dark" ? "Switch to the light theme" : "Switch to the dark theme");
  };
  button.addEventListener("click", () => {
    localStorage.setItem(KEY, current() === "dark" ? "light" : "dark");
    show();
  });
  dark.addEventListener("change", show);
  show();
}

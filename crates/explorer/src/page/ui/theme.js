import { byId } from "./dom.js";

const KEY = "isotype.explorer.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Follows the system until a person chooses. */
export function startTheme() {
  const button = byId("theme");
  const now = () => localStorage.getItem(KEY) ?? (dark.matches ? "dark" : "light");
  const show = () => {
    const theme = now();
    document.documentElement.dataset["theme"] = theme;
    button.setAttribute("aria-label", theme === "dark" ? "Use the light theme" : "Use the dark theme");
  };
  button.addEventListener("click", () => {
    localStorage.setItem(KEY, now() === "dark" ? "light" : "dark");
    show();
  });
  dark.addEventListener("change", show);
  show();
}

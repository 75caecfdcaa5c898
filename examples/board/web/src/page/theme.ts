import { writeStorage } from "../ui/storage";

/** How the page looks; without a choice the system's preference decides. */
export type Theme = "light" | "dark";

const KEY = "board.theme";

/** The theme in force: the reader's choice, else the system's. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Sets and remembers the reader's choice. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  writeStorage(KEY, theme);
}

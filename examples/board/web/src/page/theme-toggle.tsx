import { useState } from "react";
import { Icon } from "../ui/icon";
import { writeStorage } from "../ui/storage";

/** Button that switches between the light and the dark theme. */
export function ThemeToggle() {
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === "dark" ? "light" : "dark";
  const label = `Use the ${other} theme`;
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      onClick={() => {
        chooseTheme(other);
        setTheme(other);
      }}
    >
      <Icon name={theme === "dark" ? "sun" : "moon"} />
    </button>
  );
}

/** Color theme. */
type Theme = "light" | "dark";

const KEY = "board.theme";

/** Returns the stored theme, or the system's preference. */
function currentTheme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Sets and stores the theme. */
function chooseTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  writeStorage(KEY, theme);
}

// Runs before the first paint, so that the page does not flash the other theme.
try {
  const theme = localStorage.getItem("board.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // If the browser forbids storage, the system's preference applies.
}

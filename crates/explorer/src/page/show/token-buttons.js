import { updateSettings } from "../settings.js";
import { announce, el } from "../ui/dom.js";

/** Returns a button for each string member whose name ends with "token". It sets the string as the bearer token. @param {unknown} data */
export function tokenButtons(data) {
  if (typeof data !== "object" || data === null) return null;
  const tokens = Object.entries(data).filter(([name, value]) => /token$/iu.test(name) && typeof value === "string");
  return el(
    "span",
    {},
    tokens.map(([name, token]) => tokenButton(name, token)),
  );
}

/** @param {string} name @param {string} token */
function tokenButton(name, token) {
  const button = el("button", { type: "button", class: "small-button is-strong" }, `Use ${name} as bearer token`);
  button.addEventListener("click", () => {
    updateSettings({ token });
    button.textContent = "Bearer token set";
    announce("Bearer token set");
  });
  return button;
}

import { change } from "../settings.js";
import { announce, el } from "../ui/dom.js";

/** The texts of an answer that are called a token, each to be used from here on. @param {unknown} data */
export function tokenOffers(data) {
  if (typeof data !== "object" || data === null) return null;
  const found = Object.entries(data).filter(([name, value]) => /token$/iu.test(name) && typeof value === "string");
  return el(
    "span",
    {},
    found.map(([name, value]) => {
      const button = el("button", { type: "button", class: "small-button is-strong" }, `Use ${name} from now on`);
      button.addEventListener("click", () => {
        change({ token: value });
        button.textContent = "Used from now on";
        announce("The token is used from now on");
      });
      return button;
    }),
  );
}

import { expect, it } from "vitest";
import { person } from "../support/people";
import type { Suite } from "./suite";

/** Maximum brightness of a dark page, out of 255. */
const DARK = 60;

const ground = () => Number(/\d+/u.exec(getComputedStyle(document.body).backgroundColor)?.[0]);

/** Tests themes, narrow screens and the keyboard. */
export function looks(at: Suite): void {
  it("follows the system's theme until the user selects one", async () => {
    const board = await at.open({ colorScheme: "dark" });
    await board.feed("Live");
    expect(await board.page.evaluate(ground)).toBeLessThan(DARK);
    await board.page.getByRole("button", { name: "Use the light theme" }).click();
    expect(await board.page.evaluate(ground)).toBeGreaterThan(DARK);
    await board.page.reload();
    await board.feed("Live");
    expect(await board.page.evaluate(ground)).toBeGreaterThan(DARK);
  });

  it("fits a narrow screen", async () => {
    const board = await at.open({ viewport: { width: 360, height: 740 } });
    await board.signUp(person("Ada"));
    await board.post("", "");
    await board.fieldError("title").waitFor();
    expect(await board.overflow()).toBeLessThanOrEqual(0);
  });

  it("works with the keyboard alone", async () => {
    const board = await at.open();
    await board.feed("Live");
    await board.page.keyboard.press("Tab");
    await board.page.getByRole("link", { name: "Skip to the notices" }).and(board.page.locator(":focus")).waitFor();
    await board.page.keyboard.press("Enter");
    expect(await board.page.evaluate(() => document.activeElement?.id)).toBe("notices");
  });
}

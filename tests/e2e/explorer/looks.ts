import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { expect, it } from "vitest";
import type { ExplorerPage } from "./explorer-page";
import type { Suite } from "./suite";

/** Maximum brightness of a dark page, out of 255. */
const DARK = 60;

const ground = () => Number(/\d+/u.exec(getComputedStyle(document.body).backgroundColor)?.[0]);

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Returns the accessibility violations that axe finds. */
async function barriers({ page }: ExplorerPage): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Tests themes, narrow screens and accessibility. */
export function looks(at: Suite): void {
  it("follows the system's theme until the user selects one", async () => {
    const explorer = await at.open({ colorScheme: "dark" });
    expect(await explorer.page.evaluate(ground)).toBeLessThan(DARK);
    await explorer.page.getByRole("button", { name: "Switch to the light theme" }).click();
    expect(await explorer.page.evaluate(ground)).toBeGreaterThan(DARK);
    await explorer.page.reload();
    await explorer.heading().waitFor();
    expect(await explorer.page.evaluate(ground)).toBeGreaterThan(DARK);
  });

  it("fits a narrow screen, where the list opens from the side", async () => {
    const explorer = await at.open({ viewport: { width: 390, height: 844 } });
    const list = explorer.page.getByRole("navigation");
    expect(await list.isVisible()).toBe(false);
    await explorer.page.getByRole("button", { name: "Procedures" }).click();
    await list.getByRole("link", { name: "posts.create" }).click();
    await expect.poll(() => list.isVisible()).toBe(false);
    const errors = explorer.page.getByRole("region", { name: "Errors" });
    const meaning = await errors.getByText("The author already has another post with this title.").boundingBox();
    expect(meaning?.width, "what an error means has the width of its card").toBeGreaterThan(250);
    await explorer.call("Unauthorized");
    expect(await explorer.overflow()).toBeLessThanOrEqual(0);
  });

  it.each(["light", "dark"] as const)(
    "has no accessibility problems that axe finds, %s",
    async (colorScheme) => {
      const explorer = await at.open({ colorScheme, reducedMotion: "reduce" });
      for (const name of ["auth.signUp", "posts.list", "posts.watch"]) {
        await explorer.show(name);
        await explorer.call(/Invalid|200 OK|Open/u);
        expect(await barriers(explorer), name).toEqual([]);
      }
      await explorer.response().getByRole("tab", { name: "TypeScript" }).click();
      expect(await barriers(explorer)).toEqual([]);
      await explorer.page.getByRole("button", { name: "No token" }).click();
      expect(await barriers(explorer)).toEqual([]);
    },
    90_000,
  );

  it("moves through the tabs with arrow keys, and skips to the procedure", async () => {
    const explorer = await at.open();
    await explorer.page.keyboard.press("Tab");
    await explorer.page.keyboard.press("Enter");
    expect(await explorer.page.evaluate(() => document.activeElement?.id)).toBe("main");
    await explorer.response().getByRole("tab", { name: "Response" }).focus();
    await explorer.page.keyboard.press("ArrowRight");
    await explorer.page
      .locator(":focus")
      .and(explorer.response().getByRole("tab", { name: "Headers" }))
      .waitFor();
  });
}

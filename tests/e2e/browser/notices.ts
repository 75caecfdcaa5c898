import { expect, it } from "vitest";
import { person, title } from "../support/people";
import { account, publish } from "../support/rpc";
import type { Suite } from "./suite";

/** Number of posts: more than two pages of twenty. */
const MANY = 45;

/** Tests creating, listing and removing notices. */
export function notices(at: Suite): void {
  creation(at);
  listing(at);
  removal(at);
}

function creation(at: Suite): void {
  it("shows an empty board", async () => {
    const board = await at.open();
    await board.page.route("**/rpc/posts.list*", (route) => {
      const page = { result: { data: { items: [], nextCursor: null } } };
      const batched = route.request().url().includes("batch=1");
      return route.fulfill({ json: batched ? [page] : page });
    });
    await board.page.reload();
    await board.page.getByText("Nothing on the board yet").waitFor();
  });

  it("shows each error at its field, and posts once they are fixed", async () => {
    const board = await at.open();
    await board.signUp(person("Ada"));
    const calls = board.calls("posts.create");
    await board.post("", "x".repeat(10_001));
    await board.fieldError("title").waitFor();
    expect(await board.fieldError("body").textContent()).toContain("10000");
    const focused = await board.page.evaluate(() => document.activeElement?.getAttribute("name"));
    expect(focused).toBe("title");
    expect(calls()).toBe(0);

    const name = title("Coffee machine descaled");
    await board.post(name, "It hums again.");
    await board.notice(name).waitFor();
    expect(calls()).toBe(1);
    expect(await board.fieldError("title").count()).toBe(0);
    expect(await board.page.getByLabel("Title").inputValue()).toBe("");
  });

  it("rejects a title that the author has already used", async () => {
    const board = await at.open();
    await board.signUp(person("Bo"));
    const name = title("Lift out of order");
    await board.post(name, "");
    await board.notice(name).waitFor();
    await board.post(name, "Again.");
    await board.fieldError("title").getByText("with this title already").waitFor();
    expect(await board.notice(name).count()).toBe(1);
  });
}

function listing(at: Suite): void {
  it("loads more while scrolling, down to the first notice", async () => {
    const token = await account(at.server.rpc, person("Chi"));
    const first = title("The oldest of many");
    await publish(at.server.rpc, token, first);
    for (let n = 1; n < MANY; n++) await publish(at.server.rpc, token, title(`Notice ${n}`));

    const board = await at.open();
    await board.page.getByRole("article").first().waitFor();
    expect(await board.notice(first).count()).toBe(0);
    await expect
      .poll(async () => {
        await board.page.mouse.wheel(0, 4_000);
        return board.notice(first).count();
      })
      .toBe(1);
  });
}

function removal(at: Suite): void {
  it("removes the user's own notice after confirmation", async () => {
    const stranger = await account(at.server.rpc, person("Dee"));
    const theirs = title("Somebody else's");
    await publish(at.server.rpc, stranger, theirs);

    const board = await at.open();
    await board.signUp(person("Eve"));
    const mine = title("Lost: grey scarf");
    await board.post(mine, "");
    const remove = (name: string) => board.notice(name).getByRole("button", { name: /^Remove/u });
    await board.notice(theirs).waitFor();
    expect(await remove(theirs).count()).toBe(0);

    await remove(mine).click();
    await board.page.getByRole("button", { name: "Keep it" }).click();
    expect(await board.notice(mine).count()).toBe(1);
    await remove(mine).click();
    await board.page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
    await board.notice(mine).waitFor({ state: "detached" });
    await board.page.reload();
    await board.notice(theirs).waitFor();
    expect(await board.notice(mine).count()).toBe(0);
  });

  it("restores a notice when its removal fails, and reports the error", async () => {
    const board = await at.open();
    await board.signUp(person("Fay"));
    const name = title("Fire drill");
    await board.post(name, "");
    await board.notice(name).waitFor();
    await board.page.route("**/rpc/posts.remove*", (route) => route.abort());
    await board
      .notice(name)
      .getByRole("button", { name: /^Remove/u })
      .click();
    await board.page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
    await board.page.getByText("The server cannot be reached").waitFor();
    await board.notice(name).waitFor();
  });
}

import { expect, it } from "vitest";
import { person, title } from "../support/people";
import { account, publish } from "../support/rpc";
import type { Suite } from "./suite";

/** Tests streams and subscriptions. */
export function streams(at: Suite): void {
  subscriptions(at);
  streamingQueries(at);
}

function subscriptions(at: Suite): void {
  it("shows a subscription, stops it, and resumes after the last event", async () => {
    const token = await account(at.board.rpc, person("Ada"));
    const explorer = await at.open();
    await explorer.show("posts.watch");
    await explorer.call("Open");
    const items = explorer.response().getByRole("listitem");
    const [first, second] = [title("First"), title("Second")];
    await publish(at.board.rpc, token, first);
    await items.filter({ hasText: first }).waitFor();
    await explorer.page.getByRole("button", { name: "Stop" }).click();
    await explorer.response().getByText("Stopped", { exact: true }).waitFor();
    await publish(at.board.rpc, token, second);
    await explorer.page.getByRole("button", { name: /^Resume after id/u }).click();
    await items.filter({ hasText: second }).waitFor();
    expect(await items.filter({ hasText: first }).count()).toBe(0);
  });

  it("reconnects when the server restarts", async () => {
    const token = await account(at.board.rpc, person("Bo"));
    const explorer = await at.open();
    await explorer.show("posts.watch");
    await explorer.call("Open");
    const [first, second] = [title("Before"), title("After")];
    await publish(at.board.rpc, token, first);
    await explorer.response().getByRole("listitem").filter({ hasText: first }).waitFor();
    await at.board.kill();
    await explorer.response().getByText("Reconnecting", { exact: true }).waitFor();
    await at.board.resume();
    await explorer.response().getByText("Open", { exact: true }).waitFor();
    await publish(at.board.rpc, token, second);
    await explorer.response().getByRole("listitem").filter({ hasText: second }).waitFor();
    // The browser logs the failed connection.
    explorer.complaints.length = 0;
  });

  it("shows the error of a subscription", async () => {
    const explorer = await at.openEvery();
    await explorer.show("sub.declared");
    await explorer.call("Failed");
    await explorer.response().getByRole("alert").getByText("TitleTaken").waitFor();
    expect(await explorer.response().getByRole("listitem").count()).toBe(1);
  });
}

function streamingQueries(at: Suite): void {
  it("shows a streaming query, and a query with a deferred member", async () => {
    const explorer = await at.openEvery();
    await explorer.show("numbers");
    await explorer.input("count").fill("5");
    await explorer.call("5 items");
    await explorer.response().getByText("Ended", { exact: true }).waitFor();
    await explorer.show("deferred");
    await explorer.call('{"now":1,"later":"x"}');
  });

  it("keeps up with an endless stream, and stops it with Esc", async () => {
    const explorer = await at.openEvery();
    await explorer.show("counter");
    await explorer.call(/\d{3} items/u);
    await explorer.page.keyboard.press("Escape");
    await explorer.response().getByText("Stopped", { exact: true }).waitFor();
  });
}

import { expect, it } from "vitest";
import { person, title } from "../support/people";
import { account, publish } from "../support/rpc";
import type { Suite } from "./suite";

/** Tests the live feed. */
export function feed(at: Suite, client: "isotype" | "trpc"): void {
  liveUpdates(at);
  interruptions(at, client);
}

function liveUpdates(at: Suite): void {
  it("shows posts and removals by other users immediately", async () => {
    const reader = await at.open();
    await reader.feed("Live");
    const writer = await at.open();
    await writer.signUp(person("Ada"));
    const name = title("Running group");
    await writer.post(name, "Beginners welcome.");
    await reader.notice(name).waitFor();
    await writer
      .notice(name)
      .getByRole("button", { name: /^Remove/u })
      .click();
    await writer.page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
    await reader.notice(name).waitFor({ state: "detached" });
  });

  it("keeps the scroll position, and offers new notices", async () => {
    const token = await account(at.server.rpc, person("Bo"));
    for (let n = 0; n < 12; n++) await publish(at.server.rpc, token, title(`Filler ${n}`));
    const board = await at.open();
    await board.feed("Live");
    await board.page.getByRole("article").first().waitFor();
    await board.page.mouse.wheel(0, 900);
    await board.page.waitForFunction(() => scrollY > 500);
    const name = title("Hot off the press");
    await publish(at.server.rpc, token, name);
    await board.page.getByRole("button", { name: "1 new notice" }).click();
    await board.notice(name).waitFor();
  });
}

function interruptions(at: Suite, client: "isotype" | "trpc"): void {
  it("survives a restart of the server", async () => {
    const board = await at.open();
    await board.feed("Live");
    await at.server.kill();
    await board.feed("Reconnecting");
    await at.server.resume();
    await board.feed("Live");
    const name = title("After the restart");
    const token = await account(at.server.rpc, person("Chi"));
    await publish(at.server.rpc, token, name);
    await board.notice(name).waitFor();
  });

  // `EventSource` does not report the time of the next attempt.
  it.runIf(client === "isotype")("shows a countdown to the next attempt, even on a narrow screen", async () => {
    const board = await at.open({ viewport: { width: 360, height: 740 } });
    await board.signUp(person("Dot"));
    await board.feed("Live");
    await at.server.kill();
    await board.feed("Reconnecting");
    await board.page.getByText(/^in \d+ s$/u).waitFor({ timeout: 15_000 });
    const overflow = await board.overflow();
    await at.server.resume();
    await board.feed("Live");
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await board.page.getByText(/^in \d+ s$/u).count()).toBe(0);
  });

  it("shows why the server rejects the feed, and reconnects on request", async () => {
    const board = await at.open();
    await board.feed("Live");
    const data = { code: "FORBIDDEN", httpStatus: 403 };
    const toCallError = JSON.stringify({ message: "closed for the night", code: -32003, data });
    const body = `event: connected\ndata: {}\n\nevent: serialized-error\ndata: ${toCallError}\n\n`;
    await board.page.route("**/posts.watch*", (route) => route.fulfill({ contentType: "text/event-stream", body }));
    await at.server.kill();
    await at.server.resume();
    await board.feed("Closed");
    await board.page.getByText("closed for the night").waitFor();
    await board.page.unroute("**/posts.watch*");
    await board.page.getByRole("button", { name: "Reconnect" }).click();
    await board.feed("Live");
  });
}

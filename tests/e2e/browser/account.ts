import { expect, it } from "vitest";
import { person, title } from "../support/people";
import { account as register } from "../support/rpc";
import type { Suite } from "./suite";

/** Tests signing up, in and out. */
export function account(at: Suite, client: "isotype" | "trpc"): void {
  signUp(at, client);
  signIn(at);
  refresh(at);
}

function signUp(at: Suite, client: "isotype" | "trpc"): void {
  it("loads only the selected client", async () => {
    const board = await at.open();
    await board.feed("Live");
    expect(await board.page.locator("#root").getAttribute("data-client")).toBe(client);
    const scripts = await board.page.evaluate(() =>
      performance.getEntriesByType("resource").map((entry) => entry.name),
    );
    expect(scripts.some((url) => url.includes("/trpc-"))).toBe(client === "trpc");
  });

  it("signs up, stays signed in after a reload, and signs out", async () => {
    const board = await at.open();
    const ada = person("Ada");
    await board.signUp(ada);
    await board.page.getByText("Ada", { exact: true }).waitFor();
    await board.page.reload();
    await board.composer().waitFor();
    await board.page.getByRole("button", { name: "Sign out" }).click();
    await board.page.getByRole("form", { name: "Sign in" }).waitFor();
    await board.page.reload();
    await board.page.getByRole("form", { name: "Sign in" }).waitFor();
  });

  it("shows sign-up errors without sending a request", async () => {
    const board = await at.open();
    const calls = board.calls("auth.signUp");
    await board.page.getByRole("button", { name: "Create an account" }).click();
    await board.page.getByLabel("Email").fill("nonsense");
    await board.page.getByLabel("Password").fill("short");
    await board.page.getByRole("button", { name: "Create account" }).click();
    await board.fieldError("name").waitFor();
    await board.fieldError("email").waitFor();
    expect(await board.fieldError("password").textContent()).toContain("8");
    expect(calls()).toBe(0);
  });

  it("treats whitespace as empty, as the server does", async () => {
    const board = await at.open();
    const calls = board.calls("auth.signUp");
    await board.page.getByRole("button", { name: "Create an account" }).click();
    const ann = person("Ann");
    await board.page.getByLabel("Name").fill("   ");
    await board.page.getByLabel("Email").fill(ann.email);
    await board.page.getByLabel("Password").fill(ann.password);
    await board.page.getByRole("button", { name: "Create account" }).click();
    await board.fieldError("name").getByText("Please fill this in").waitFor();
    expect(calls()).toBe(0);
  });
}

function signIn(at: Suite): void {
  it("rejects an address that already has an account", async () => {
    const bo = person("Bo");
    await register(at.server.rpc, bo);
    const board = await at.open();
    await board.page.getByRole("button", { name: "Create an account" }).click();
    await board.page.getByLabel("Name").fill(bo.name);
    await board.page.getByLabel("Email").fill(bo.email);
    await board.page.getByLabel("Password").fill(bo.password);
    await board.page.getByRole("button", { name: "Create account" }).click();
    await board.fieldError("email").getByText("has an account already").waitFor();
  });

  it("signs in, and reports a wrong password", async () => {
    const chi = person("Chi");
    await register(at.server.rpc, chi);
    const board = await at.open();
    await board.signIn(chi.email, "not the password");
    await board.page.getByText("The address or the password is wrong").waitFor();
    await board.signIn(chi.email, chi.password);
    await board.composer().waitFor();
  });
}

function refresh(at: Suite): void {
  it("refreshes an expired session once, and continues", async () => {
    const board = await at.open();
    await board.signUp(person("Dee"));
    let rejected = 0;
    let renewed = 0;
    await board.page.route("**/rpc/auth.refresh*", (route) => {
      renewed += 1;
      return route.continue();
    });
    await board.page.route("**/rpc/posts.create*", (route) => {
      if (rejected > 0) return route.continue();
      rejected += 1;
      const data = { code: "UNAUTHORIZED", httpStatus: 401, path: "posts.create", error: { type: "Unauthorized" } };
      return route.fulfill({
        status: 401,
        json: [{ error: { message: "the token has expired", code: -32_001, data } }],
      });
    });
    const name = title("After a long lunch");
    await board.post(name, "");
    await board.notice(name).waitFor();
    expect([rejected, renewed]).toEqual([1, 1]);
  });

  it("reports a session that cannot be refreshed", async () => {
    const board = await at.open();
    await board.signUp(person("Eve"));
    const data = { code: "UNAUTHORIZED", httpStatus: 401, error: { type: "Unauthorized" } };
    const json = [{ error: { message: "not signed in", code: -32_001, data } }];
    await board.page.route(/rpc\/(posts\.create|auth\.refresh)/u, (route) => route.fulfill({ status: 401, json }));
    await board.post(title("Too late"), "");
    await board.page.getByText("Your session has ended").waitFor();
    await board.page.getByRole("form", { name: "Sign in" }).waitFor();
  });
}

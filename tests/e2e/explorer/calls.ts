import { expect, it } from "vitest";
import { person, title } from "../support/people";
import { account } from "../support/rpc";
import type { ExplorerPage } from "./explorer-page";
import type { Suite } from "./suite";

/** Signs up in the explorer and uses the new account for further calls. */
export async function signUp(explorer: ExplorerPage, name: string): Promise<void> {
  const who = person(name);
  await explorer.show("auth.signUp");
  await explorer.input("email").fill(who.email);
  await explorer.input("password").fill(who.password);
  await explorer.input("name").fill(who.name);
  await explorer.call("200 OK");
  await explorer.page.getByRole("button", { name: "Use accessToken as bearer token" }).click();
  await explorer.page.getByRole("button", { name: "Token set", exact: true }).waitFor();
}

/** Tests calls through the form. */
export function calls(at: Suite): void {
  forms(at);
  authentication(at);
  results(at);
}

function forms(at: Suite): void {
  it("runs a query from its form, and shows its duration", async () => {
    const explorer = await at.open();
    await explorer.show("posts.list");
    await explorer.input("Send limit").check();
    await explorer.input("limit").fill("3");
    const [request] = await Promise.all([explorer.page.waitForRequest(/posts\.list/u), explorer.call("200 OK")]);
    expect(new URL(request.url()).searchParams.get("input")).toBe('{"limit":3}');
    expect(await explorer.response().innerText()).toMatch(/\d ms/u);
    await explorer.response().getByText('"items"').waitFor();
    await explorer.response().getByRole("tab", { name: "Headers" }).click();
    await explorer.response().getByRole("row", { name: "content-type application/json" }).waitFor();
  });

  it("shows each validation error at its field until it is fixed", async () => {
    const explorer = await at.open();
    await explorer.show("auth.signUp");
    await explorer.input("email").fill("nonsense");
    await explorer.input("password").fill("short");
    await explorer.input("name").fill("Ada");
    await explorer.call("Invalid");
    expect(await explorer.fieldError("email").innerText()).toContain("email");
    expect(await explorer.fieldError("password").innerText()).toContain("8");
    expect(await explorer.fieldError("name").isVisible()).toBe(false);
    expect(await explorer.input("email").getAttribute("aria-invalid")).toBe("true");
    expect(await explorer.page.evaluate(() => document.activeElement?.getAttribute("aria-invalid"))).toBe("true");
    await explorer.input("email").fill(person("Ada").email);
    await explorer.input("password").fill("correct horse battery");
    await explorer.call("200 OK");
    expect(await explorer.fieldError("email").isVisible()).toBe(false);
  });
}

function authentication(at: Suite): void {
  it("keeps the signed-in user until the tab closes, and shows no token", async () => {
    const explorer = await at.open();
    await explorer.show("auth.me");
    await explorer.call("Unauthorized");
    await signUp(explorer, "Bo");
    await explorer.show("auth.me");
    await explorer.call("200 OK");
    await explorer.page.reload();
    await explorer.heading().waitFor();
    await explorer.call("200 OK");
    const token = await explorer.page.evaluate(
      () =>
        Object.values(sessionStorage)
          .join()
          .match(/eyJ[\w.-]+/u)?.[0] ?? "",
    );
    expect(token.length).toBeGreaterThan(20);
    const curl = await explorer.copied("curl");
    expect(curl).toContain(token);
    expect(await explorer.response().innerText()).not.toContain(token);
  });

  it("accepts a token and headers", async () => {
    const token = await account(at.board.rpc, person("Chi"));
    const explorer = await at.open();
    await explorer.show("auth.me");
    await explorer.page.getByRole("button", { name: "No token" }).click();
    await explorer.page.getByLabel("Bearer token").fill(token);
    await explorer.page.getByRole("button", { name: "Add header" }).click();
    await explorer.page.getByLabel("Header name").fill("x-request-id");
    await explorer.page.getByLabel("Header value").fill("by-hand-1");
    await explorer.page.keyboard.press("Escape");
    const [request] = await Promise.all([explorer.page.waitForRequest(/auth\.me/u), explorer.call("200 OK")]);
    expect(await request.headerValue("authorization")).toBe(`Bearer ${token}`);
    expect(await request.headerValue("x-request-id")).toBe("by-hand-1");
  });
}

function results(at: Suite): void {
  it("shows a declared error with its documentation", async () => {
    const explorer = await at.open();
    await signUp(explorer, "Dee");
    await explorer.show("posts.create");
    await explorer.input("title").fill(title("Lift out of order"));
    await explorer.call("200 OK");
    await explorer.call("TitleTaken");
    const failure = explorer.response().getByRole("alert");
    expect(await failure.innerText()).toMatch(/TitleTaken\s+CONFLICT/u);
    await failure.getByText("The author already has another post with this title.").waitFor();
    await failure.getByText('"by"').waitFor();
  });

  it("shows the request id of an error", async () => {
    const explorer = await at.openEvery();
    await explorer.show("internal");
    await explorer.call("Request id");
    expect(await explorer.response().getByRole("alert").innerText()).toMatch(/[0-9a-f-]{36}/u);
  });

  it("stores inputs, and opens calls from the history", async () => {
    const explorer = await at.openEvery();
    await explorer.show("greeting");
    await explorer.input("name").fill("Ada");
    await explorer.call("200 OK");
    await explorer.input("name").fill("Bo");
    await explorer.call("Bo");
    await explorer.show("ping");
    await explorer.call("200 OK");
    await explorer.show("greeting");
    expect(await explorer.input("name").inputValue()).toBe("Bo");
    const history = explorer.page.getByRole("region", { name: "History" }).getByRole("button");
    expect(await history.count()).toBe(3);
    await history.last().click();
    await expect.poll(() => explorer.input("name").inputValue()).toBe("Ada");
    await explorer.response().getByText("Ada").first().waitFor();
    await explorer.page.reload();
    await explorer.heading().waitFor();
    expect(await explorer.input("name").inputValue()).toBe("Ada");
  });
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ORDERS_BIN } from "../support/paths";
import type { Suite } from "./suite";

/** Expected input after the steps of the test. */
const ORDER = {
  guest: { name: "Ada", nickname: "Countess" },
  drinks: ["coffee"],
  payment: { by: "card", digits: "4242" },
  range: [3, -4],
  extras: { sugar: 2 },
  rows: { items: [{ id: 7 }] },
  note: "No straw",
  number: 1,
  gift: true,
};

/** Tests an input of every shape. */
export function forms(at: Suite): void {
  let server: ChildProcess;
  let rpc: string;

  beforeAll(async () => {
    server = spawn(ORDERS_BIN, ["0"], { stdio: ["ignore", "pipe", "ignore"] });
    const [line] = await once(createInterface(server.stdout as NonNullable<typeof server.stdout>), "line");
    rpc = String(line).replace("/_explorer", "");
  });
  afterAll(() => void server.kill());

  it("edits objects, lists, unions, tuples, maps, dates, generics, options and nulls", async () => {
    const explorer = await at.openAt(rpc);
    const part = (path: string) => explorer.page.locator(`.field[data-path="${path}"]`);
    const add = (path: string, what: string) => part(path).getByRole("button", { name: what }).last().click();
    await part("guest.name").getByRole("textbox").fill("Ada");
    await explorer.input("Send nickname").check();
    await part("guest.nickname").getByRole("textbox").fill("Countess");
    await add("drinks", "Add item");
    await add("drinks", "Add item");
    await part("drinks[1]").getByRole("combobox").selectOption("coffee");
    await part("drinks").getByRole("button", { name: "Remove 1" }).click();
    await part("payment").getByRole("combobox").selectOption("card");
    await part("payment.digits").getByRole("textbox").fill("4242");
    await part("range[0]").getByRole("spinbutton").fill("3");
    await part("range[1]").getByRole("spinbutton").fill("-4");
    await add("extras", "Add entry");
    await explorer.input("key").fill("sugar");
    await explorer.input("value").fill("2");
    await part("fetchedAt").locator("input").fill("2026-11-26T09:30");
    await add("rows.items", "Add item");
    await part("rows.items[0].id").getByRole("spinbutton").fill("7");
    await explorer.input("Send note").check();
    await part("note").getByRole("textbox").fill("No straw");
    await part("number").getByRole("textbox").fill("1");
    await part("gift").getByRole("checkbox").check();
    await explorer.call("200 OK");
    const { fetchedAt, ...rest } = JSON.parse(await explorer.copied("Response"));
    expect(rest).toEqual(ORDER);
    expect(new Date(fetchedAt).getTime()).toBe(new Date("2026-11-26T09:30").getTime());
    // The form is restored from storage.
    await explorer.page.reload();
    await explorer.heading().waitFor();
    expect(await part("payment.digits").getByRole("textbox").inputValue()).toBe("4242");
    await explorer.call("200 OK");
    expect(JSON.parse(await explorer.copied("Response"))).toEqual({ ...ORDER, fetchedAt });
  }, 60_000);
}

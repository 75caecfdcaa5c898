import { expect, it } from "vitest";
import type { Suite } from "./suite";

/** Tests inputs of every kind. */
export function shapes(at: Suite): void {
  it("keeps the form and the JSON in sync", async () => {
    const explorer = await at.openEvery();
    await explorer.show("add");
    await explorer.input("a").fill("2");
    await explorer.page.getByRole("tab", { name: "JSON" }).click();
    const json = explorer.page.getByLabel("Input as JSON");
    expect(JSON.parse(await json.inputValue())).toEqual({ a: 2, b: 0 });
    await json.fill('{"a": 2, "b": 40}');
    await explorer.page.getByRole("tab", { name: "Form" }).click();
    expect(await explorer.input("b").inputValue()).toBe("40");
    await explorer.call("42");
  });

  it("sends any JSON, including integers wider than a double", async () => {
    const explorer = await at.openEvery();
    await explorer.show("echo");
    await explorer.input("Input").fill('{"wide":12345678901234567890}');
    await explorer.call("200 OK");
    expect(await explorer.copied("Response")).toContain("12345678901234567890");
  });

  it("omits a member, sends null, and sends a value", async () => {
    const explorer = await at.openEvery();
    await explorer.show("optInput");
    const input = async () => {
      const [request] = await Promise.all([explorer.page.waitForRequest(/optInput/u), explorer.call("200 OK")]);
      return new URL(request.url()).searchParams.get("input");
    };
    expect(await input()).toBe("null");
    await explorer.input("null").uncheck();
    await explorer.input("Input").fill("x");
    expect(await input()).toBe('"x"');
  });

  it("sends a form with fields and files", async () => {
    const explorer = await at.openEvery();
    await explorer.show("form");
    await explorer.page.getByRole("button", { name: "Add entry" }).click();
    await explorer.input("key").fill("title");
    await explorer.input("value").fill('It\'s "quoted"');
    await explorer.page.getByRole("button", { name: "Add file" }).click();
    const buffer = Buffer.from("hello");
    await explorer.input("File").setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer });
    await explorer.call("200 OK");
    expect(JSON.parse(await explorer.copied("Response"))).toEqual([
      ["title", 'It\'s "quoted"'],
      ["file", { name: "notes.txt", type: "text/plain", text: "hello" }],
    ]);
  });

  it("sends the bytes of a file", async () => {
    const explorer = await at.openEvery();
    await explorer.show("raw");
    const file = { name: "five.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(5) };
    await explorer.input("File with the bytes").setInputFiles(file);
    await explorer.call("200 OK");
    expect(JSON.parse(await explorer.copied("Response"))).toEqual({ bytes: 5 });
  });
}

import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { title } from "../support/people";
import { signUp } from "./calls";
import { complaints } from "./compile";
import { start } from "../../golden/client/server";
import type { Suite } from "./suite";

/** Returns the output of a shell command. */
function shell(command: string, cwd?: string): { result: { data: unknown } } {
  return JSON.parse(execFileSync("sh", ["-c", command], { encoding: "utf8", ...(cwd === undefined ? {} : { cwd }) }));
}

/** Tests the curl and TypeScript snippets of calls. */
export function snippets(at: Suite): void {
  curlSnippets(at);
  typescriptSnippets(at);
  typescriptOfEveryShape(at);
}

function curlSnippets(at: Suite): void {
  it("shows a curl command with the same result", async () => {
    const explorer = await at.open();
    await signUp(explorer, "Ada");
    await explorer.show("posts.create");
    const name = title(`It's "quoted" & $(odd) \\ 100 %`);
    await explorer.input("title").fill(name);
    await explorer.call("200 OK");
    await explorer.show("posts.list");
    await explorer.input("Send limit").check();
    await explorer.input("limit").fill("2");
    await explorer.call("200 OK");
    const answer = JSON.parse(await explorer.copied("Response"));
    expect(answer.items[0].title).toBe(name);
    expect(shell(await explorer.copied("curl")).result.data).toEqual(answer);
    await explorer.show("posts.create");
    await explorer.input("title").fill(`${name} again`);
    expect(shell(await explorer.copied("curl")).result.data).toMatchObject({ title: `${name} again` });
  });

  it("shows curl commands for forms, files and streams", async () => {
    const folder = await mkdtemp(join(tmpdir(), "explorer-"));
    try {
      await writeFile(join(folder, "notes.txt"), "hello");
      const explorer = await at.openEvery();
      await explorer.show("form");
      await explorer.page.getByRole("button", { name: "Add entry" }).click();
      await explorer.input("key").fill("title");
      await explorer.input("value").fill("@it's;a=text");
      await explorer.page.getByRole("button", { name: "Add file" }).click();
      await explorer.input("File").setInputFiles(join(folder, "notes.txt"));
      await explorer.call("200 OK");
      const answer = JSON.parse(await explorer.copied("Response"));
      expect(shell(await explorer.copied("curl"), folder).result.data).toEqual(answer);
      await explorer.show("numbers");
      await explorer.input("count").fill("3");
      const lines = execFileSync("sh", ["-c", await explorer.copied("curl")], { encoding: "utf8" });
      expect(lines).toContain("[[3]]");
      await explorer.show("sub.plain");
      await explorer.input("Input").fill("2");
      expect(execFileSync("sh", ["-c", await explorer.copied("curl")], { encoding: "utf8" })).toContain(
        "event: return",
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

function typescriptSnippets(at: Suite): void {
  it("shows TypeScript that compiles against the bindings", async () => {
    const explorer = await at.open();
    await signUp(explorer, "Bo");
    const texts: string[] = [];
    for (const name of ["auth.me", "auth.signOut", "posts.byId", "posts.create", "posts.list", "posts.watch"]) {
      await explorer.show(name);
      texts.push(await explorer.copied("TypeScript"));
    }
    // Makes sure that the check detects errors.
    const wrong = (texts[3] ?? "").replace("title:", "titel:");
    const found = complaints([...texts, wrong]);
    expect(found.pop()?.join()).toContain("titel");
    expect(found.flat()).toEqual([]);
  }, 120_000);

  it("shows TypeScript for forms, bytes and streams", async () => {
    const explorer = await at.openEvery();
    const texts: string[] = [];
    for (const name of ["form", "raw", "numbers", "deferred", "declared", "sub.tracked", "optInput"]) {
      await explorer.show(name);
      texts.push(await explorer.copied("TypeScript"));
    }
    expect(complaints(texts).flat()).toEqual([]);
  }, 120_000);
}

function typescriptOfEveryShape(at: Suite): void {
  it("shows TypeScript with dates, bytes, wide integers and branded types, for every shape", async () => {
    const golden = await start();
    try {
      const explorer = await at.openAt(`${golden.url}/golden`);
      const shapes = await explorer.page
        .getByRole("navigation")
        .getByRole("link", { name: /^\S+\.check,/u })
        .all();
      const names = await Promise.all(
        shapes.map(async (link) => (await link.getAttribute("aria-label"))?.split(",")[0]),
      );
      expect(names.length).toBeGreaterThan(40);
      const texts: string[] = [];
      // Several values of an untagged union, so that every variant occurs.
      const several = names.flatMap((name) =>
        /^(?:untagged|oneOrMany)/u.test(name ?? "") ? Array(6).fill(name) : [name],
      );
      for (const name of several) {
        // A value from the server, in its JSON form.
        const number = texts.length;
        const next = `${golden.url}/golden/${name?.replace("check", "next")}?input=${number}`;
        const { result } = (await (await fetch(next)).json()) as { result: { data: unknown } };
        await explorer.show(name ?? "");
        await explorer.page.getByRole("tab", { name: "JSON" }).click();
        await explorer.page.getByLabel("Input as JSON").fill(JSON.stringify({ number, value: result.data }));
        texts.push(await explorer.copied("TypeScript"));
      }
      const all = texts.join("\n");
      for (const expected of ["new Date(", "new URL(", "new Uint8Array(", "brand<Uuid>(", "new Map("])
        expect(all).toContain(expected);
      expect(all).toMatch(/\d\dn\b/u);
      expect(complaints(texts).flat()).toEqual([]);
    } finally {
      await golden.stop();
    }
  }, 240_000);
}

import { expect, it } from "vitest";
import { title } from "../../support/people";
import { type Setting, signedIn } from "../caller";

/** Tests creating and reading posts. */
export function posts(at: Setting): void {
  it("creates a post and reads it back", async () => {
    const client = await signedIn(at, "Ada");
    const made = await client.create({ title: title("Fire drill"), body: "On Thursday, “10:00” — ñ 日本 🔔" });
    if (!made.ok) throw new Error(made.message);
    expect(made.data.author.name).toBe("Ada");
    expect(made.data.createdAt).toBeInstanceOf(Date);
    expect(await at.caller().byId(made.data.id)).toEqual(made);
  });

  it("lists pages, newest first, each post once", async () => {
    const client = await signedIn(at, "Bo");
    const titles = Array.from({ length: 7 }, (_, n) => title(`Notice ${n}`));
    for (const one of titles) await client.create({ title: one, body: "" });

    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await client.list({ limit: 3, cursor });
      if (!page.ok) throw new Error(page.message);
      expect(page.data.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.data.items.map((post) => post.title));
      cursor = page.data.nextCursor;
    } while (cursor !== null);
    expect(seen.slice(0, 7)).toEqual(titles.toReversed());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("lists without an input, because all its members are optional", async () => {
    expect(await at.caller().list()).toMatchObject({ ok: true, data: { items: expect.any(Array) } });
  });

  it("removes a post", async () => {
    const client = await signedIn(at, "Chi");
    const made = await client.create({ title: title("Short-lived"), body: "" });
    if (!made.ok) throw new Error(made.message);
    expect(await client.remove(made.data.id)).toEqual({ ok: true, data: null });
    expect(await client.byId(made.data.id)).toMatchObject({ ok: false, code: "NOT_FOUND" });
  });
}

import { expect, it } from "vitest";
import { title } from "../../support/people";
import { type Setting, signedIn } from "../caller";

/** Tests errors and their messages. */
export function refusals(at: Setting): void {
  it("returns the invalid fields of a post", async () => {
    const client = await signedIn(at, "Ada");
    const outcome = await client.create({ title: "  ", body: "x".repeat(10_001) });
    const length = (params: object) => [{ code: "length", message: expect.any(String), params }];
    expect(outcome).toMatchObject({
      ok: false,
      code: "BAD_REQUEST",
      data: { type: "Invalid", fields: { title: length({ min: 1 }), body: length({ max: 10_000 }) } },
    });
  });

  it("returns the post that already has the title", async () => {
    const client = await signedIn(at, "Bo");
    const post = { title: title("Lift out of order"), body: "" };
    const made = await client.create(post);
    if (!made.ok) throw new Error(made.message);
    expect(await client.create(post)).toMatchObject({
      ok: false,
      code: "CONFLICT",
      data: { type: "TitleTaken", by: made.data.id },
    });
  });

  it("rejects calls without authentication", async () => {
    const client = at.caller();
    const unauthorized = { ok: false, code: "UNAUTHORIZED", data: { type: "Unauthorized" } };
    expect(await client.me()).toMatchObject(unauthorized);
    expect(await client.create({ title: title("Anonymous"), body: "" })).toMatchObject(unauthorized);
    client.token = "not.a.token";
    expect(await client.me()).toMatchObject(unauthorized);
  });

  it("rejects the removal of another user's post", async () => {
    const author = await signedIn(at, "Chi");
    const made = await author.create({ title: title("Mine"), body: "" });
    if (!made.ok) throw new Error(made.message);
    const other = await signedIn(at, "Dee");
    expect(await other.remove(made.data.id)).toMatchObject({
      ok: false,
      code: "FORBIDDEN",
      data: { type: "Forbidden" },
    });
    expect((await author.byId(made.data.id)).ok).toBe(true);
  });

  it("rejects a modified cursor, and a limit out of range", async () => {
    const client = at.caller();
    expect(await client.list({ cursor: "tampered" })).toMatchObject({ ok: false, code: "BAD_REQUEST" });
    expect(await client.list({ limit: 0 })).toMatchObject({ ok: false, data: { type: "Invalid" } });
  });

  it("rejects a procedure that does not exist", async () => {
    const outcome = await at.caller().gone();
    expect(outcome).toMatchObject({ ok: false, code: "NOT_FOUND", data: undefined });
    expect(!outcome.ok && outcome.message).toContain("gone");
  });
}

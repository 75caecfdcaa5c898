import { expect, it } from "vitest";
import { type Setting, signedIn } from "../caller";

/** Tests batches. */
export function batches(at: Setting): void {
  it("batches the calls of one turn, with separate outcomes", async () => {
    const client = at.caller();
    const [list, missing, me] = await Promise.all([
      client.list({ limit: 1 }),
      client.byId("no-such-post"),
      client.me(),
    ]);
    expect(list).toMatchObject({ ok: true });
    expect(missing).toMatchObject({ ok: false, code: "NOT_FOUND" });
    expect(me).toMatchObject({ ok: false, code: "UNAUTHORIZED" });
    expect(client.exchanges.map(({ status }) => status)).toEqual([207]);
  });

  it("responds with the calls' status if they all have the same one", async () => {
    const client = await signedIn(at, "Ada");
    client.exchanges.length = 0;
    await Promise.all([client.me(), client.list({ limit: 1 })]);
    expect(client.exchanges.map(({ status }) => status)).toEqual([200]);
    client.exchanges.length = 0;
    await Promise.all([client.byId("a"), client.byId("b")]);
    expect(client.exchanges.map(({ status }) => status)).toEqual([404]);
  });
}

import { expect, it } from "vitest";
import type { Setting } from "../setting";
import { signedIn } from "./signed-in";

/** Several calls in one request. */
export function batches(at: Setting): void {
  it("sends calls of one moment together, and each gets its own outcome", async () => {
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

  it("gives a batch the status that all of its calls share", async () => {
    const client = await signedIn(at, "Ada");
    client.exchanges.length = 0;
    await Promise.all([client.me(), client.list({ limit: 1 })]);
    expect(client.exchanges.map(({ status }) => status)).toEqual([200]);
    client.exchanges.length = 0;
    await Promise.all([client.byId("a"), client.byId("b")]);
    expect(client.exchanges.map(({ status }) => status)).toEqual([404]);
  });
}

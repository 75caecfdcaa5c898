import { expect, it } from "vitest";
import { person } from "../../support/people";
import type { Setting } from "../caller";

/** Tests accounts and sessions. */
export function accounts(at: Setting): void {
  it("signs up, signs in, and identifies the caller", async () => {
    const client = at.caller();
    const ada = person("Ada");
    const up = await client.signUp(ada);
    expect(up).toMatchObject({ ok: true, data: { user: { email: ada.email, name: "Ada", role: "member" } } });
    const session = await client.signIn({ email: ada.email, password: ada.password });
    if (!session.ok) throw new Error(session.message);
    client.token = session.data.accessToken;
    expect(await client.me()).toEqual({ ok: true, data: session.data.user });
  });

  it("returns the invalid fields of a sign-up", async () => {
    const outcome = await at.caller().signUp({ email: "nonsense", password: "short", name: "" });
    const broken = (code: string, params?: object) => [
      { code, message: expect.any(String), ...(params && { params }) },
    ];
    expect(outcome).toMatchObject({
      ok: false,
      code: "BAD_REQUEST",
      data: {
        type: "Invalid",
        fields: { email: broken("email"), password: broken("length", { min: 8 }), name: broken("length", { min: 1 }) },
      },
    });
  });

  it("rejects an address that is taken", async () => {
    const bo = person("Bo");
    await at.caller().signUp(bo);
    const again = await at.caller().signUp(bo);
    expect(again).toMatchObject({ ok: false, code: "CONFLICT", data: { type: "EmailTaken" } });
  });

  it("rejects a wrong password", async () => {
    const chi = person("Chi");
    await at.caller().signUp(chi);
    const outcome = await at.caller().signIn({ email: chi.email, password: "not the password" });
    expect(outcome).toMatchObject({ ok: false, code: "UNAUTHORIZED", data: { type: "WrongCredentials" } });
  });
}

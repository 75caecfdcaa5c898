import { expect, it } from "vitest";
import type { Suite } from "./suite";

/** An API that cannot be told. */
export function refused(at: Suite): void {
  it("says why an API cannot be told, with the place in Rust and what to do, while the API answers", async () => {
    const rpc = at.conformance.at("untold");
    const explorer = await at.openAt(rpc);
    expect(await explorer.heading().innerText()).toBe("The contract of this API is unavailable");
    const complaints = await explorer.page.getByRole("alert").getByRole("listitem").allInnerTexts();
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(
      /`cells` in type isotype_conformance::untold::Grid \(.*untold\.rs:\d+:\d+\), used by `grid`/u,
    );
    expect(complaints[0]).toContain("isotype::wire::entries");
    expect(await explorer.overflow()).toBeLessThanOrEqual(0);
    expect(await (await fetch(`${rpc}/grid`)).json()).toEqual({ result: { data: { cells: {} } } });
    // The browser says that the contract came with a 500.
    explorer.complaints.length = 0;
  });
}

import { expect, it } from "vitest";
import type { Suite } from "./suite";

/** Tests an API whose contract cannot be generated. */
export function invalidContract(at: Suite): void {
  it("shows why the contract cannot be generated, with the source location and a solution", async () => {
    const rpc = at.conformance.at("invalid-contract");
    const explorer = await at.openAt(rpc);
    expect(await explorer.heading().innerText()).toBe("The contract of this API is unavailable");
    const complaints = await explorer.page.getByRole("alert").getByRole("listitem").allInnerTexts();
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(
      /`cells` in type isotype_conformance::invalid_contract::Grid \(.*invalid_contract\.rs:\d+:\d+\), used by `grid`/u,
    );
    expect(complaints[0]).toContain("isotype::with::entries");
    expect(await explorer.overflow()).toBeLessThanOrEqual(0);
    expect(await (await fetch(`${rpc}/grid`)).json()).toEqual({ result: { data: { cells: {} } } });
    // The browser logs that the contract request failed with status 500.
    explorer.complaints.length = 0;
  });
}

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { ROOT } from "./server.js";

/** As an application sees the package: libraries are not skipped. */
const OURS = `
import { api, type BigInts, type Entries, type Names, type OpenOrderId, type OrderId } from "@golden/bindings";
import { brand, createClient } from "@isotype/client";

const client = createClient(api, { links: [] });
export async function values(): Promise<[Date, bigint | null, Uint8Array, URL, number, Map<Date, boolean>]> {
  const { at } = await client.chrono.next(0);
  const { maybe }: BigInts = await client.bigints.next(0);
  const { coded } = await client.bytes.next(0);
  const { page }: Names = await client.names.next(0);
  const { double } = await client.floats.next(0);
  const { by_time }: Entries = await client.entries.next(0);
  return [at, maybe, coded, page, double, by_time];
}
export function ids(open: OpenOrderId): [OrderId, string] {
  // @ts-expect-error any text is no id
  const wrong: OrderId = "";
  // @ts-expect-error an order need not be open
  const closed: OpenOrderId = brand<OrderId>(wrong);
  return [open, closed];
}
export async function sent(): Promise<void> {
  await client.bigints.check({ number: 0, value: { signed: 1n, unsigned: 1n, several: [] } });
  // @ts-expect-error a number is no bigint
  await client.bigints.check({ number: 0, value: { signed: 1, unsigned: 1n, several: [] } });
  await client.flattenedMap.check({ number: 0, value: { id: "a", made: new Date(), other: { made: new Date() } } });
  await client.flattenedEnum.check({ number: 0, value: { id: 1, Unit: null } });
}
`;

const TRPC = `
import { type AppRouter, revive } from "@golden/bindings/trpc";
import { createTRPCClient, httpBatchLink, loggerLink } from "@trpc/client";

const client = createTRPCClient<AppRouter>({ links: [loggerLink(), revive, httpBatchLink({ url: "/rpc" })] });
export const at: Promise<Date> = client.instant.next.query(0);
`;

// Within the repository, where its packages are found.
const work = mkdtempSync(join(ROOT, "tests/golden/.compilers-"));
writeFileSync(join(work, "package.json"), '{ "type": "module" }');
writeFileSync(join(work, "ours.ts"), OURS);
writeFileSync(join(work, "trpc.ts"), TRPC);
afterAll(() => rmSync(work, { recursive: true }));

const OLD = ["typescript54", "typescript55", "typescript56"];
const NEW = ["typescript57", "typescript58", "typescript", "typescript7"];

it.each([
  ...[...OLD, ...NEW].map((compiler) => [compiler, "ours.ts"] as const),
  // tRPC's own declarations need 5.7.
  ...NEW.map((compiler) => [compiler, "trpc.ts"] as const),
])("%s takes %s, strictly", { timeout: 120_000 }, (compiler, file) => {
  const options = {
    ...{ noEmit: true, strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, types: [] },
    ...{
      skipDefaultLibCheck: true,
      target: "ES2022",
      lib: ["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable", "ESNext.Disposable"],
    },
    ...{ module: "NodeNext", moduleResolution: "NodeNext" },
  };
  const project = join(work, `${compiler}-${file}.json`);
  writeFileSync(project, JSON.stringify({ compilerOptions: options, files: [file] }));
  const tsc = join(ROOT, "node_modules", compiler, "bin/tsc");
  let said = "";
  try {
    execFileSync(process.execPath, [tsc, "--pretty", "false", "--project", project], { encoding: "utf8" });
  } catch (failed) {
    said = (failed as { stdout: string }).stdout;
  }
  expect(said).toBe("");
});

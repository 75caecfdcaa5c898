import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { ROOT } from "./server.js";

/** Application program, compiled without `skipLibCheck`. */
const ISOTYPE = `
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
  // @ts-expect-error a string is not an id
  const wrong: OrderId = "";
  // @ts-expect-error the order may not be open
  const closed: OpenOrderId = brand<OrderId>(wrong);
  return [open, closed];
}
export async function sent(): Promise<void> {
  await client.bigints.check({ number: 0, value: { signed: 1n, unsigned: 1n, several: [] } });
  // @ts-expect-error a number is not a bigint
  await client.bigints.check({ number: 0, value: { signed: 1, unsigned: 1n, several: [] } });
  await client.flattenedMap.check({ number: 0, value: { id: "a", made: new Date(), other: { made: new Date() } } });
  await client.flattenedEnum.check({ number: 0, value: { id: 1, Unit: null } });
}
`;

/** Program with both encodings of wide integers. */
const WIDE = `
import { api as bigint, type OrderId } from "@golden-bigint/bindings";
import { EverySchema } from "@golden-bigint/bindings/zod";
import { api as text, type OrderId as TextId } from "@golden-text/bindings";
import { brand, createClient } from "@isotype/client";

export async function values(): Promise<[bigint, bigint, number, OrderId, string, TextId]> {
  const { u64, i128, u32, id } = await createClient(bigint, { links: [] }).every.next(0);
  const digits = await createClient(text, { links: [] }).every.next(0);
  return [u64, i128, u32, id, digits.u64, digits.id];
}
export async function sent(): Promise<void> {
  const { alone } = createClient(bigint, { links: [] });
  await alone.check({ number: 0, value: brand<OrderId>(1n) });
  // @ts-expect-error a number is not a bigint
  await alone.check({ number: 0, value: 1 });
  // @ts-expect-error a bigint is not an id
  const wrong: OrderId = 1n;
  const { u64 } = EverySchema.parse({ id: wrong });
  // @ts-expect-error a bigint is not a number
  const number: number = u64;
}
`;

const TRPC = `
import { type AppRouter, codecLink } from "@golden/bindings/trpc";
import { type AppRouter as BigintRouter, codecLink as bigintCodecLink } from "@golden-bigint/bindings/trpc";
import { createTRPCClient, httpBatchLink, loggerLink } from "@trpc/client";

const client = createTRPCClient<AppRouter>({ links: [loggerLink(), codecLink, httpBatchLink({ url: "/rpc" })] });
export const at: Promise<Date> = client.instant.next.query(0);

const bigint = createTRPCClient<BigintRouter>({ links: [bigintCodecLink, httpBatchLink({ url: "/rpc" })] });
export const total: Promise<bigint> = bigint.pageOfIds.next.query(0).then(({ total }) => total);
// @ts-expect-error a number is not a bigint
void bigint.alone.check.mutate({ number: 0, value: 1 });
`;

// Inside the repository, so that the compiler finds its packages.
const work = mkdtempSync(join(ROOT, "tests/golden/.compilers-"));
writeFileSync(join(work, "package.json"), '{ "type": "module" }');
writeFileSync(join(work, "isotype.ts"), ISOTYPE);
writeFileSync(join(work, "trpc.ts"), TRPC);
writeFileSync(join(work, "wide.ts"), WIDE);
afterAll(() => rmSync(work, { recursive: true }));

const OLD = ["typescript54", "typescript55", "typescript56"];
const NEW = ["typescript57", "typescript58", "typescript", "typescript7"];

it.each([
  ...[...OLD, ...NEW].map((compiler) => [compiler, "isotype.ts"] as const),
  ...["typescript54", "typescript", "typescript7"].map((compiler) => [compiler, "wide.ts"] as const),
  // tRPC's declarations require TypeScript 5.7.
  ...NEW.map((compiler) => [compiler, "trpc.ts"] as const),
])("%s accepts %s in strict mode", { timeout: 120_000 }, (compiler, file) => {
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
  let results = "";
  try {
    execFileSync(process.execPath, [tsc, "--pretty", "false", "--project", project], { encoding: "utf8" });
  } catch (failed) {
    results = (failed as { stdout: string }).stdout;
  }
  expect(results).toBe("");
});

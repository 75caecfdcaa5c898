
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

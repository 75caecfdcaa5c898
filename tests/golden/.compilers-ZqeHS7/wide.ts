
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
  // @ts-expect-error a number is no bigint
  await alone.check({ number: 0, value: 1 });
  // @ts-expect-error any bigint is no id
  const wrong: OrderId = 1n;
  const { u64 } = EverySchema.parse({ id: wrong });
  // @ts-expect-error a bigint is no number
  const number: number = u64;
}


import { type AppRouter, revive } from "@golden/bindings/trpc";
import { type AppRouter as BigintRouter, revive as reviveBigint } from "@golden-bigint/bindings/trpc";
import { createTRPCClient, httpBatchLink, loggerLink } from "@trpc/client";

const client = createTRPCClient<AppRouter>({ links: [loggerLink(), revive, httpBatchLink({ url: "/rpc" })] });
export const at: Promise<Date> = client.instant.next.query(0);

const bigint = createTRPCClient<BigintRouter>({ links: [reviveBigint, httpBatchLink({ url: "/rpc" })] });
export const total: Promise<bigint> = bigint.pageOfIds.next.query(0).then(({ total }) => total);
// @ts-expect-error a number is no bigint
void bigint.alone.check.mutate({ number: 0, value: 1 });

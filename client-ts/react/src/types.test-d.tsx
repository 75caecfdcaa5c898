import { createClient, type IsotypeError } from "@isotype/client";
import { expectTypeOf, it } from "vitest";
import { api, type Client, type Refused } from "../tests/api.js";
import { createIsotypeContext, useSubscription } from "./index.js";

const client = createClient(api, { links: [] });

it("types values and declared errors", () => {
  const feed = useSubscription(client.plain, 3, { onData: (value) => expectTypeOf(value).toEqualTypeOf<number>() });
  expectTypeOf(feed.data).toEqualTypeOf<number | undefined>();
  if (feed.status === "error") expectTypeOf(feed.error).toEqualTypeOf<IsotypeError<Refused>>();
  expectTypeOf(createIsotypeContext<Client>().useClient()).toEqualTypeOf<Client>();
});

it("rejects invalid arguments", () => {
  useSubscription(client.missing);
  useSubscription(client.missing, undefined, { enabled: false });
  // @ts-expect-error the input is required
  useSubscription(client.plain);
  // @ts-expect-error the input has the wrong type
  useSubscription(client.plain, "3");
  // @ts-expect-error a query is not a subscription
  useSubscription(client.ping);
});

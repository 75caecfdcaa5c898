import { describe } from "vitest";
import { hasBrowser } from "../support/chromium";
import { account } from "./account";
import { feed } from "./feed";
import { looks } from "./looks";
import { notices } from "./notices";
import { suite } from "./suite";

const found = hasBrowser();

// The same tests run with the default client and with tRPC's client.
describe.skipIf(!found).each(["isotype", "trpc"] as const)("the page on %s", (client) => {
  const at = suite(client);
  account(at, client);
  notices(at);
  feed(at, client);
  looks(at);
});

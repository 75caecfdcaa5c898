import { afterAll, beforeAll, describe } from "vitest";
import { BoardServer } from "../support/board-server";
import { isotypeCaller } from "./isotype";
import { accounts } from "./scenarios/accounts";
import { batches } from "./scenarios/batches";
import { feeds } from "./scenarios/feeds";
import { posts } from "./scenarios/posts";
import { refusals } from "./scenarios/refusals";
import type { Setting } from "./caller";
import { trpcCaller } from "./trpc";

const CLIENTS = [
  ["@isotype/client, batched", isotypeCaller, true],
  ["@isotype/client, unbatched", isotypeCaller, false],
  ["@trpc/client, batched", trpcCaller, true],
  ["@trpc/client, unbatched", trpcCaller, false],
] as const;

// Both clients run the same scenarios against the same server.
describe.each(CLIENTS)("%s", (_name, make, batched) => {
  let server: BoardServer;
  beforeAll(async () => {
    server = await BoardServer.start();
  });
  afterAll(() => server.close());

  const setting: Setting = {
    get server() {
      return server;
    },
    caller: () => make(server.rpc, batched),
  };
  accounts(setting);
  posts(setting);
  refusals(setting);
  feeds(setting);
  if (batched) batches(setting);
});

import { afterAll, beforeAll, describe } from "vitest";
import { ConformanceServer } from "../support/conformance-server";
import { calls } from "./call-scenarios";
import { isotypePeer } from "./isotype";
import type { CallLink, MakePeer } from "./test-client";
import { subscriptions } from "./subscription-scenarios";
import { RELEASES, trpcPeer } from "./trpc";

const CLIENTS: [string, MakePeer][] = [
  ...Object.entries(RELEASES).map(([version, release]): [string, MakePeer] => [
    `@trpc/client ${version}`,
    trpcPeer(release),
  ]),
  ["@isotype/client", isotypePeer],
];

// Every client runs the same scenarios against the same server.
describe.each(CLIENTS)("%s", (_name, make) => {
  let server: ConformanceServer;
  beforeAll(async () => {
    server = await ConformanceServer.start();
  });
  afterAll(() => server.kill());

  const bench = { url: (mount?: string) => server.at(mount), make, server: () => server };
  for (const link of ["http", "batch", "batchStream", "ws"] satisfies CallLink[]) calls(bench, link);
  for (const link of ["sse", "ws"] as const) subscriptions(bench, link);
});

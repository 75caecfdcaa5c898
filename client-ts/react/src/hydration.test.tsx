import { createClient } from "@isotype/client";
import { batch, local } from "@isotype/client/links";
import { queryOptions } from "@isotype/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { startTrpcServer } from "../../client/tests/trpc-server.js";
import { api, type Client } from "../tests/api.js";
import { useSubscription } from "./index.js";

function Greeting({ client }: { client: Client }) {
  const { data } = useQuery(queryOptions(client.echo, { name: "Ada" }, { staleTime: Infinity }));
  return <p>{data ? `Hello ${data.name}` : "…"}</p>;
}

it("hydrates server-side queries with TanStack's HydrationBoundary", async () => {
  const { url } = await startTrpcServer();
  const onServer = createClient(api, { links: [batch({ url })] });
  const cache = new QueryClient();
  await cache.prefetchQuery(queryOptions(onServer.echo, { name: "Ada" }));
  const state = JSON.stringify(dehydrate(cache));

  const inBrowser = createClient(api, { links: [local({})] });
  const page = (
    <QueryClientProvider client={new QueryClient()}>
      <HydrationBoundary state={JSON.parse(state)}>
        <Greeting client={inBrowser} />
      </HydrationBoundary>
    </QueryClientProvider>
  );
  const container = document.createElement("div");
  document.body.append(container);
  container.innerHTML = renderToString(page);
  expect(container.textContent).toBe("Hello Ada");
  render(page, { container, hydrate: true });
  await screen.findByText("Hello Ada");
});

it("renders the connecting state on the server", async () => {
  const client = createClient(api, { links: [local({ plain: async function* () {} })] });
  function Page({ enabled }: { enabled: boolean }) {
    return <p>{useSubscription(client.plain, 1, { enabled }).status}</p>;
  }
  expect(renderToString(<Page enabled />)).toBe("<p>connecting</p>");
  expect(renderToString(<Page enabled={false} />)).toBe("<p>idle</p>");
});

import type { AppRouter } from "@conformance/bindings/trpc";
import {
  createTRPCClient,
  createWSClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  wsLink,
} from "@isotype/conformance-trpc-11.22";
import { useSubscription } from "@isotype/conformance-trpc-11.22/react";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { TRPCProvider, usePages, useTally, useTRPC } from "../hooks";

/** `?over=ws` selects one WebSocket for everything. The default is HTTP and `EventSource`. */
function links() {
  const url = new URL("/plain", location.href).href;
  if (new URLSearchParams(location.search).get("over") === "ws") {
    return [wsLink<AppRouter>({ client: createWSClient({ url: url.replace("http", "ws") }) })];
  }
  const isSubscription = ({ type }: { type: string }) => type === "subscription";
  return [splitLink({ condition: isSubscription, true: httpSubscriptionLink({ url }), false: httpBatchLink({ url }) })];
}

function Queries() {
  const trpc = useTRPC();
  const greeting = useQuery(trpc.greeting.queryOptions({ name: "x" }));
  const me = useQuery(trpc.me.queryOptions());
  return (
    <section>
      <output id="greeting">{greeting.data?.text}</output>
      <output id="refusal">{me.error?.data?.code}</output>
    </section>
  );
}

function Pages() {
  const { data, fetchNextPage, fetchPreviousPage } = usePages();
  return (
    <section>
      <output id="pages">{data?.pages.map(({ items }) => `${items[0]}+${items.length}`).join(" ")}</output>
      <button id="previous" onClick={() => void fetchPreviousPage()} />
      <button id="next" onClick={() => void fetchNextPage()} />
    </section>
  );
}

function Tally() {
  const [name] = useState(() => crypto.randomUUID());
  const { count, add } = useTally(name);
  return (
    <section>
      <output id="count">{count.data}</output>
      <output id="adding">{add.status}</output>
      <button id="add" onClick={() => add.mutate({ name, milliseconds: 1_500 })} />
      <button id="add-wrongly" onClick={() => add.mutate({ name: 7 } as unknown as { name: string })} />
    </section>
  );
}

function Events() {
  const trpc = useTRPC();
  const [steps, setSteps] = useState<string[]>([]);
  const [wanted, setWanted] = useState(true);
  useSubscription(
    trpc.sub.until.subscriptionOptions(
      { to: 300 },
      { onData: ({ id, data }) => setSteps((before) => [...before, `${id}:${data.i}`]) },
    ),
  );
  const forever = useSubscription(trpc.sub.forever.subscriptionOptions(undefined, { enabled: wanted }));
  const rejected = useSubscription(trpc.sub.declared.subscriptionOptions());
  return (
    <section>
      <output id="steps">{steps.join(" ")}</output>
      <output id="forever">{forever.data}</output>
      <output id="state">{forever.status}</output>
      <output id="declared">{rejected.error?.data?.code}</output>
      <button id="leave" onClick={() => setWanted(false)} />
    </section>
  );
}

const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
const client = createTRPCClient<AppRouter>({ links: links() });
createRoot(document.body).render(
  <QueryClientProvider client={queries}>
    <TRPCProvider trpcClient={client} queryClient={queries}>
      <Queries />
      <Pages />
      <Tally />
      <Events />
    </TRPCProvider>
  </QueryClientProvider>,
);

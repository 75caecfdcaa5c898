import { useSubscription, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "@board/bindings/trpc";
import { useEffect, useState } from "react";
import type { FeedState } from "../board";
import type { FeedEvent } from "../contract";

/** How long a feed that was refused rests before it asks again. */
const REST_MS = 3_000;

/** The live feed as a tRPC subscription; `EventSource` reconnects and resumes by itself. */
export function useFeed(
  watch: TRPCOptionsProxy<AppRouter>["posts"]["watch"],
  onEvent: (event: FeedEvent) => void,
): FeedState {
  const [met, setMet] = useState(false);
  const { status, reset } = useSubscription(
    watch.subscriptionOptions(undefined, {
      onStarted: () => setMet(true),
      onData: ({ data }) => onEvent(data),
    }),
  );
  useEffect(() => {
    if (status !== "error") return;
    const timer = setTimeout(reset, REST_MS);
    return () => clearTimeout(timer);
  }, [status, reset]);
  if (status === "pending") return "live";
  return met ? "reconnecting" : "connecting";
}

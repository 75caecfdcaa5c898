import { useSubscription, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "@board/bindings/trpc";
import { useEffect, useState } from "react";
import type { Feed } from "../board";
import type { FeedEvent } from "../types";

/** How long a feed that broke for good rests before the page asks again. */
const RECONNECT_DELAY_MS = 3_000;

/** The live feed as a tRPC subscription; `EventSource` reconnects and resumes by itself, and does not tell when. */
export function useFeed(
  watch: TRPCOptionsProxy<AppRouter>["posts"]["watch"],
  onEvent: (event: FeedEvent) => void,
): Feed {
  const [hasStarted, setHasStarted] = useState(false);
  const { status, error, reset } = useSubscription(
    watch.subscriptionOptions(undefined, {
      onStarted: () => setHasStarted(true),
      onData: ({ data }) => onEvent(data),
    }),
  );
  // Without data the server has said nothing: the connection could not be opened, or broke.
  const isDisconnected = status === "error" && !error.data;
  useEffect(() => {
    if (!isDisconnected) return;
    const timer = setTimeout(reset, RECONNECT_DELAY_MS);
    return () => clearTimeout(timer);
  }, [isDisconnected, reset]);
  if (status === "pending") return { state: "open", reconnect: reset };
  if (status === "error" && !isDisconnected) return { state: "closed", reason: error.message, reconnect: reset };
  return { state: hasStarted || isDisconnected ? "reconnecting" : "connecting", reconnect: reset };
}

import { useSubscription, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "@board/bindings/trpc";
import { useEffect, useState } from "react";
import type { Feed } from "../board";
import type { FeedEvent } from "../types";

/** Delay before the page subscribes again after a failure. */
const RECONNECT_DELAY_MS = 3_000;

/** Subscribes to the feed. `EventSource` reconnects and resumes, but does not report the time of the next attempt. */
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
  // Without data, the error is a connection failure.
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

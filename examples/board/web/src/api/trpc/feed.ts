import { useSubscription, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "@board/bindings/trpc";
import { useEffect, useState } from "react";
import type { Feed } from "../board";
import type { FeedEvent } from "../contract";

/** How long a feed that broke for good rests before the page asks again. */
const REST_MS = 3_000;

/** The live feed as a tRPC subscription; `EventSource` reconnects and resumes by itself, and does not tell when. */
export function useFeed(
  watch: TRPCOptionsProxy<AppRouter>["posts"]["watch"],
  onEvent: (event: FeedEvent) => void,
): Feed {
  const [met, setMet] = useState(false);
  const { status, error, reset } = useSubscription(
    watch.subscriptionOptions(undefined, {
      onStarted: () => setMet(true),
      onData: ({ data }) => onEvent(data),
    }),
  );
  // Without data the server has said nothing: the connection could not be opened, or broke.
  const broke = status === "error" && !error.data;
  useEffect(() => {
    if (!broke) return;
    const timer = setTimeout(reset, REST_MS);
    return () => clearTimeout(timer);
  }, [broke, reset]);
  if (status === "pending") return { state: "live", resume: reset };
  if (status === "error" && !broke) return { state: "closed", reason: error.message, resume: reset };
  return { state: met || broke ? "waiting" : "connecting", resume: reset };
}

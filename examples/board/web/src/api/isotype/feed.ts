import type { Client } from "@board/bindings";
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { FeedState } from "../board";
import type { FeedEvent } from "../contract";
import type { FeedMonitor } from "./feed-monitor";

/** How long a feed that was refused rests before it asks again. */
const REST_MS = 3_000;

const rest = () => new Promise((resolve) => setTimeout(resolve, REST_MS));

/** Follows the feed until aborted. The link reconnects and resumes; what it gives up on is begun anew. */
async function follow(client: Client, signal: AbortSignal, onEvent: (event: FeedEvent) => void): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const event of client.posts.watch(undefined, { signal })) onEvent(event);
    } catch {
      // Whether it was aborted or refused, the loop's condition knows.
    }
    if (!signal.aborted) await rest();
  }
}

/** The live feed as a plain `for await`. */
export function useFeed(client: Client, monitor: FeedMonitor, onEvent: (event: FeedEvent) => void): FeedState {
  const receive = useEffectEvent(onEvent);
  useEffect(() => {
    const stop = new AbortController();
    void follow(client, stop.signal, (event) => receive(event));
    return () => stop.abort();
  }, [client]);
  return useSyncExternalStore(monitor.subscribe, monitor.state);
}

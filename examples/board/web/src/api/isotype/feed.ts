import type { ConnectionState } from "@isotype/client";
import { useConnectionStatus, useSubscription } from "@isotype/react";
import { useEffect } from "react";
import type { Feed, FeedState } from "../board";
import type { FeedEvent } from "../types";
import type { BoardClient } from "./client";

/** Delay before the page subscribes again after the server ends the feed. */
const RECONNECT_DELAY_MS = 3_000;

function toFeedState(now: ConnectionState): FeedState {
  if (now.state === "idle") return { state: "connecting" };
  if (now.state === "closed")
    return { state: "closed", reason: now.error?.message ?? "the page closed the connection" };
  return now;
}

/** Subscribes to the feed. The link reconnects, resumes and reports its state. */
export function useFeed({ client, events }: BoardClient, onEvent: (event: FeedEvent) => void): Feed {
  const { status, reset } = useSubscription(client.posts.watch, undefined, { onData: onEvent });
  const connection = useConnectionStatus(events.status);
  useEffect(() => {
    if (status !== "ended") return;
    const timer = setTimeout(reset, RECONNECT_DELAY_MS);
    return () => clearTimeout(timer);
  }, [status, reset]);
  return { ...toFeedState(connection), reconnect: reset };
}

import type { ConnectionState } from "@isotype/client";
import { useConnectionStatus, useSubscription } from "@isotype/react";
import { useEffect } from "react";
import type { Feed, FeedState } from "../board";
import type { FeedEvent } from "../types";
import type { BoardClient } from "./client";

/** How long the page rests when the server has ended the feed, before it asks again. */
const RECONNECT_DELAY_MS = 3_000;

function toFeedState(now: ConnectionState): FeedState {
  if (now.state === "idle") return { state: "connecting" };
  if (now.state === "closed") return { state: "closed", reason: now.error?.message ?? "the page hung up" };
  return now;
}

/** The live feed. The link reconnects and resumes by itself, and tells what it is doing. */
export function useFeed({ client, events: live }: BoardClient, onEvent: (event: FeedEvent) => void): Feed {
  const { status, reset } = useSubscription(client.posts.watch, undefined, { onData: onEvent });
  const connection = useConnectionStatus(live.status);
  useEffect(() => {
    if (status !== "ended") return;
    const timer = setTimeout(reset, RECONNECT_DELAY_MS);
    return () => clearTimeout(timer);
  }, [status, reset]);
  return { ...toFeedState(connection), reconnect: reset };
}

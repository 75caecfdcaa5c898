import type { Client } from "@board/bindings";
import type { ConnectionState } from "@isotype/client";
import { useEffect, useEffectEvent, useState } from "react";
import type { FeedState } from "../board";
import type { FeedEvent } from "../contract";

/** How long a feed that was refused rests before it asks again. */
const REST_MS = 3_000;

const rest = () => new Promise((resolve) => setTimeout(resolve, REST_MS));

interface Follower {
  readonly signal: AbortSignal;
  readonly onEvent: (event: FeedEvent) => void;
  readonly onConnection: (connection: ConnectionState) => void;
}

/** Follows the feed until aborted. The link reconnects and resumes; what it gives up on is begun anew. */
async function follow(client: Client, { onEvent, ...options }: Follower): Promise<void> {
  const { signal } = options;
  while (!signal.aborted) {
    try {
      for await (const event of client.posts.watch(undefined, options)) onEvent(event);
    } catch {
      // Aborted or refused: the loop's condition knows which.
    }
    if (!signal.aborted) await rest();
  }
}

/** A connection that is opened again is being repaired until it is open. */
function stateAfter(before: FeedState, { state }: ConnectionState): FeedState {
  if (state === "live") return "live";
  return state === "connecting" && before === "connecting" ? "connecting" : "reconnecting";
}

/** The live feed as a plain `for await`. */
export function useFeed(client: Client, onEvent: (event: FeedEvent) => void): FeedState {
  const [state, setState] = useState<FeedState>("connecting");
  const receive = useEffectEvent(onEvent);
  useEffect(() => {
    const stop = new AbortController();
    void follow(client, {
      signal: stop.signal,
      onEvent: (event) => receive(event),
      onConnection: (connection) => setState((before) => stateAfter(before, connection)),
    });
    return () => stop.abort();
  }, [client]);
  return state;
}

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Feed } from "../api/board";
import { useBoard } from "../api/context";
import type { FeedEvent } from "../api/contract";
import { applyEvent } from "../api/list-cache";
import { useSessionState } from "../session/context";

/** Scrolled further than this, a reader would lose the place if the list grew above it. */
const NEAR_TOP_PX = 240;

interface LiveList {
  readonly feed: Feed;
  /** How many new notices wait above the reader's place. */
  readonly waiting: number;
  /** Shows the waiting notices. */
  readonly show: () => void;
}

/** Keeps the list current from the feed, without moving what is being read. */
export function useLiveList(): LiveList {
  const { useFeed, listKey } = useBoard();
  const queries = useQueryClient();
  const session = useSessionState();
  const me = session.status === "user" ? session.user.id : undefined;
  const [held, setHeld] = useState<readonly FeedEvent[]>([]);

  const feed = useFeed((event) => {
    const reading = scrollY > NEAR_TOP_PX;
    if (event.type === "created" && reading && event.post.author.id !== me) {
      setHeld((before) => [...before, event]);
      return;
    }
    if (event.type === "removed") {
      setHeld((before) => before.filter((one) => one.type !== "created" || one.post.id !== event.id));
    }
    applyEvent(queries, listKey, event);
  });

  // What happened before the feed began, or while it was away, is told by the list only.
  useEffect(() => {
    if (feed.state === "live") void queries.invalidateQueries({ queryKey: listKey });
  }, [feed.state, queries, listKey]);

  const show = () => {
    for (const event of held) applyEvent(queries, listKey, event);
    setHeld([]);
    scrollTo({ top: 0 });
  };
  return { feed, waiting: held.length, show };
}

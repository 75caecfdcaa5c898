import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Feed } from "../api/board";
import { useBoard } from "../api/context";
import type { FeedEvent } from "../api/types";
import { applyEvent } from "../api/posts-cache";
import { useSessionState } from "../session/context";

/** Scrolled further than this, a reader would lose the place if the list grew above it. */
const NEAR_TOP_PX = 240;

interface LiveList {
  readonly feed: Feed;
  /** How many new notices wait above the reader's place. */
  readonly newCount: number;
  /** Shows the waiting notices. */
  readonly showNew: () => void;
}

/** Keeps the list current from the feed, without moving what is being read. */
export function useLiveList(): LiveList {
  const { useFeed, listKey } = useBoard();
  const queries = useQueryClient();
  const session = useSessionState();
  const me = session.status === "user" ? session.user.id : undefined;
  const [deferredEvents, setDeferredEvents] = useState<readonly FeedEvent[]>([]);

  const feed = useFeed((event) => {
    const isScrolled = scrollY > NEAR_TOP_PX;
    if (event.type === "created" && isScrolled && event.post.author.id !== me) {
      setDeferredEvents((before) => [...before, event]);
      return;
    }
    if (event.type === "removed") {
      setDeferredEvents((before) => before.filter((one) => one.type !== "created" || one.post.id !== event.id));
    }
    applyEvent(queries, listKey, event);
  });

  // What happened before the feed began, or while it was away, is told by the list only.
  useEffect(() => {
    if (feed.state === "open") void queries.invalidateQueries({ queryKey: listKey });
  }, [feed.state, queries, listKey]);

  const show = () => {
    for (const event of deferredEvents) applyEvent(queries, listKey, event);
    setDeferredEvents([]);
    scrollTo({ top: 0 });
  };
  return { feed, newCount: deferredEvents.length, showNew: show };
}

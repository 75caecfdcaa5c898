import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Feed } from "../api/board";
import { useBoard } from "../api/context";
import type { FeedEvent } from "../api/types";
import { applyEvent } from "../api/posts-cache";
import { useSessionState } from "../session/context";

/** Scroll offset up to which the user counts as being at the top, so that new notices appear immediately. */
const NEAR_TOP_PX = 240;

interface LiveList {
  readonly feed: Feed;
  /** Number of new notices that are not shown yet. */
  readonly newCount: number;
  /** Shows the new notices. */
  readonly showNew: () => void;
}

/** Applies the feed to the list. While the user is scrolled down, new notices are held back. */
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
      setDeferredEvents((before) =>
        before.filter((deferred) => deferred.type !== "created" || deferred.post.id !== event.id),
      );
    }
    applyEvent(queries, listKey, event);
  });

  // The feed does not include changes made before the connection opened.
  useEffect(() => {
    if (feed.state === "open") void queries.invalidateQueries({ queryKey: listKey });
  }, [feed.state, queries, listKey]);

  const showNew = () => {
    for (const event of deferredEvents) applyEvent(queries, listKey, event);
    setDeferredEvents([]);
    scrollTo({ top: 0 });
  };
  return { feed, newCount: deferredEvents.length, showNew };
}

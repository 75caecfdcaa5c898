import { useEffect, useEffectEvent, useRef } from "react";
import type { PostPages } from "../api/board";

/** Distance from the end of the list at which the next page loads. */
const PREFETCH_MARGIN = "600px";

/** End of the list. Loads the next page as the user scrolls near it, or shows that there are no more. */
export function ListEnd({ list }: { readonly list: PostPages }) {
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, error } = list;
  const handleIntersect = useEffectEvent(() => {
    if (hasNextPage && !isFetchingNextPage && error === undefined) list.fetchNextPage();
  });
  useEffect(() => {
    const target = end.current;
    if (target === null) return;
    // A new observer after each page fires again if the end is still near.
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && handleIntersect(), {
      rootMargin: PREFETCH_MARGIN,
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage]);

  return (
    <div ref={end} className="list-end" role="status">
      {error !== undefined && (
        <button type="button" className="button quiet" onClick={list.retry}>
          Could not load more. Try again
        </button>
      )}
      {error === undefined && hasNextPage && "Loading more…"}
      {error === undefined && !hasNextPage && "That is everything."}
    </div>
  );
}

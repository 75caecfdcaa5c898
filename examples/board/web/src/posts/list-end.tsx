import { useEffect, useEffectEvent, useRef } from "react";
import type { PostPages } from "../api/board";

/** The next page is asked for this far before the reader arrives. */
const PREFETCH_MARGIN = "600px";

/** The end of what is loaded: loads on as it comes near, or says that this was all. */
export function ListEnd({ list }: { readonly list: PostPages }) {
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage: hasMore, isFetchingNextPage: loadingMore, error: failure } = list;
  const handleIntersect = useEffectEvent(() => {
    if (hasMore && !loadingMore && failure === undefined) list.fetchNextPage();
  });
  useEffect(() => {
    const target = end.current;
    if (target === null) return;
    // Watching anew after each page tells at once when the new end is near, too.
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && handleIntersect(), {
      rootMargin: PREFETCH_MARGIN,
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [hasMore, loadingMore]);

  return (
    <div ref={end} className="list-end" role="status">
      {failure !== undefined && (
        <button type="button" className="button quiet" onClick={list.retry}>
          Could not load more. Try again
        </button>
      )}
      {failure === undefined && hasMore && "Loading more…"}
      {failure === undefined && !hasMore && "That is everything."}
    </div>
  );
}

import type { FeedState } from "../api/board";
import { useSeconds } from "./use-seconds";

const TEXT: Readonly<Record<FeedState["state"], string>> = {
  connecting: "Connecting",
  live: "Live",
  waiting: "Reconnecting",
  closed: "Closed",
};

/** Says whether changes arrive as they happen, and when the next try comes. */
export function FeedStatus({ feed }: { readonly feed: FeedState }) {
  return (
    <span className="feed" data-state={feed.state}>
      <span className="feed-dot" aria-hidden="true" />
      <span className="feed-words">
        <span role="status">{TEXT[feed.state]}</span>
        {feed.state === "waiting" && feed.until !== undefined && <Countdown until={feed.until} />}
      </span>
    </span>
  );
}

/** Stands outside the live region: nobody wants each second read aloud. */
function Countdown({ until }: { readonly until: number }) {
  const seconds = useSeconds(until);
  return <span className="feed-next">{seconds > 0 ? `in ${seconds} s` : "now"}</span>;
}

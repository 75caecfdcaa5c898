import type { FeedState } from "../api/board";
import { useCountdown } from "./use-seconds";

const TEXT: Readonly<Record<FeedState["state"], string>> = {
  connecting: "Connecting",
  open: "Live",
  reconnecting: "Reconnecting",
  closed: "Closed",
};

/** Says whether changes arrive as they happen, and when the next try comes. */
export function FeedStatus({ feed }: { readonly feed: FeedState }) {
  return (
    <span className="feed" data-state={feed.state}>
      <span className="feed-dot" aria-hidden="true" />
      <span className="feed-words">
        <span role="status">{TEXT[feed.state]}</span>
        {feed.state === "reconnecting" && feed.retryAt !== undefined && <Countdown until={feed.retryAt} />}
      </span>
    </span>
  );
}

/** Stands outside the live region: nobody wants each second read aloud. */
function Countdown({ until }: { readonly until: number }) {
  const seconds = useCountdown(until);
  return <span className="feed-next">{seconds > 0 ? `in ${seconds} s` : "now"}</span>;
}

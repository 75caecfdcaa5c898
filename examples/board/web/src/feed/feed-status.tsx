import { useEffect, useState } from "react";
import type { FeedState } from "../api/board";

const TEXT: Readonly<Record<FeedState["state"], string>> = {
  connecting: "Connecting",
  open: "Live",
  reconnecting: "Reconnecting",
  closed: "Closed",
};

/** Connection state of the feed, with a countdown to the next attempt. */
export function FeedStatus({ feed }: { readonly feed: FeedState }) {
  return (
    <span className="feed" data-state={feed.state}>
      <span className="feed-dot" aria-hidden="true" />
      <span className="feed-label">
        <span role="status">{TEXT[feed.state]}</span>
        {feed.state === "reconnecting" && feed.retryAt !== undefined && <Countdown until={feed.retryAt} />}
      </span>
    </span>
  );
}

/** Countdown. It is outside the live region, so that screen readers do not announce every second. */
function Countdown({ until }: { readonly until: number }) {
  const seconds = useCountdown(until);
  return <span className="feed-next">{seconds > 0 ? `in ${seconds} s` : "now"}</span>;
}

/** Returns the number of whole seconds until `until`, and re-renders as it counts down. */
export function useCountdown(until: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [until]);
  return Math.max(0, Math.ceil((until - now) / 1000));
}

/** Alert that says why the feed is closed, with a button to reconnect. */
export function FeedClosed({ reason, onReconnect }: { readonly reason: string; readonly onReconnect: () => void }) {
  return (
    <div className="feed-closed" role="alert">
      <p>
        New notices no longer arrive by themselves: <span className="feed-reason">{reason}</span>
      </p>
      <button type="button" className="button quiet" onClick={onReconnect}>
        Reconnect
      </button>
    </div>
  );
}

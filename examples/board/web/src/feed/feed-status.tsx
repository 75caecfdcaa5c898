import type { FeedState } from "../api/board";

const TEXT: Readonly<Record<FeedState, string>> = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Reconnecting",
};

/** Says whether changes arrive as they happen. */
export function FeedStatus({ state }: { readonly state: FeedState }) {
  return (
    <span className="feed" data-state={state} role="status" aria-live="polite">
      <span className="feed-dot" aria-hidden="true" />
      <span className="feed-text">{TEXT[state]}</span>
    </span>
  );
}

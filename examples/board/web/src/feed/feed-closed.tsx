/** Says why changes no longer arrive, and offers to go on. */
export function FeedClosed({
  reason,
  onReconnect: onResume,
}: {
  readonly reason: string;
  readonly onReconnect: () => void;
}) {
  return (
    <div className="feed-closed" role="alert">
      <p>
        New notices no longer arrive by themselves: <span className="feed-reason">{reason}</span>
      </p>
      <button type="button" className="button quiet" onClick={onResume}>
        Reconnect
      </button>
    </div>
  );
}

import { AccountMenu } from "../account/account-menu";
import type { Feed } from "../api/board";
import { FeedClosed } from "../feed/feed-closed";
import { FeedStatus } from "../feed/feed-status";
import { ThemeToggle } from "./theme-toggle";

/** Name, state of the feed, account and theme. */
export function Header({ feed }: { readonly feed: Feed }) {
  return (
    <header className="header">
      <div className="header-inner">
        <h1 className="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          Board
        </h1>
        <FeedStatus feed={feed} />
        <span className="spring" />
        <AccountMenu />
        <ThemeToggle />
      </div>
      {feed.state === "closed" && <FeedClosed reason={feed.reason} onReconnect={feed.reconnect} />}
    </header>
  );
}

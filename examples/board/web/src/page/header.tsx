import { AccountMenu } from "../account/account-menu";
import type { Feed } from "../api/board";
import { FeedClosed, FeedStatus } from "../feed/feed-status";
import { ThemeToggle } from "./theme-toggle";

/** Page header with the title, the feed status, the account menu and the theme toggle. */
export function Header({ feed }: { readonly feed: Feed }) {
  return (
    <header className="header">
      <div className="header-inner">
        <h1 className="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          Board
        </h1>
        <FeedStatus feed={feed} />
        <span className="spacer" />
        <AccountMenu />
        <ThemeToggle />
      </div>
      {feed.state === "closed" && <FeedClosed reason={feed.reason} onReconnect={feed.reconnect} />}
    </header>
  );
}

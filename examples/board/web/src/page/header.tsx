import { AccountMenu } from "../account/account-menu";
import type { FeedState } from "../api/board";
import { FeedStatus } from "../feed/feed-status";
import { ThemeToggle } from "./theme-toggle";

/** Name, state of the feed, account and theme. */
export function Header({ feed }: { readonly feed: FeedState }) {
  return (
    <header className="header">
      <div className="header-inner">
        <h1 className="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          Board
        </h1>
        <FeedStatus state={feed} />
        <span className="spring" />
        <AccountMenu />
        <ThemeToggle />
      </div>
    </header>
  );
}

import { AccountCard } from "../account/account-card";
import { useLiveList } from "../feed/use-live-list";
import { Composer } from "../posts/composer";
import { PostList } from "../posts/post-list";
import { useSessionState } from "../session/context";
import { Toasts } from "../toast/toasts";
import { Header } from "./header";
import { SideSkeleton } from "./side-skeleton";

/** The one page: who you are and what you can do at the side, the notices in the middle. */
export function Page() {
  const session = useSessionState();
  const list = useLiveList();
  return (
    <>
      <a className="skip" href="#notices">
        Skip to the notices
      </a>
      <Header feed={list.feed} />
      <div className="columns">
        <aside className="side" aria-label={session.status === "user" ? "New notice" : "Your account"}>
          {session.status === "starting" && <SideSkeleton />}
          {session.status === "guest" && <AccountCard expired={session.expired} />}
          {session.status === "user" && <Composer />}
        </aside>
        <main id="notices" tabIndex={-1}>
          <PostList newCount={list.newCount} onShow={list.showNew} />
        </main>
      </div>
      <Toasts />
    </>
  );
}

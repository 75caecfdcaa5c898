import { AccountCard } from "../account/account-card";
import { useLiveList } from "../feed/use-live-list";
import { Composer } from "../posts/composer";
import { PostList } from "../posts/post-list";
import { useSessionState } from "../session/context";
import { Toasts } from "../toast/toasts";
import { Header } from "./header";

/** The page: account or composer at the side, notices in the middle. */
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

/** Placeholder of the side column while the session loads. */
function SideSkeleton() {
  return (
    <div className="card side-skeleton" aria-hidden="true">
      <span className="skeleton skeleton-title" />
      <span className="skeleton skeleton-field" />
      <span className="skeleton skeleton-field" />
      <span className="skeleton skeleton-button" />
    </div>
  );
}

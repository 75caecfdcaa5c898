import type { ReactNode } from "react";
import { useBoard } from "../api/context";
import { errorMessage } from "../toast/toast-error";
import { Icon } from "../ui/icon";
import { ListEnd } from "./list-end";
import { PostCard } from "./post-card";

interface PostListProps {
  /** Number of new notices that are not shown yet. */
  readonly newCount: number;
  readonly onShow: () => void;
}

/** List of notices, newest first, or its loading, empty or error state. */
export function PostList({ newCount, onShow }: PostListProps) {
  const list = useBoard().usePosts();
  if (list.pages === undefined) {
    if (list.error === undefined) return <ListSkeleton />;
    return (
      <ListMessage icon="cloud" title="The notices could not be loaded" text={errorMessage(list.error)}>
        <button type="button" className="button" onClick={list.retry}>
          Try again
        </button>
      </ListMessage>
    );
  }
  const posts = list.pages.flatMap((page) => page.items);
  if (posts.length === 0 && !list.hasNextPage) {
    return <ListMessage icon="note" title="Nothing on the board yet" text="The first notice will appear right here." />;
  }
  return (
    <>
      {newCount > 0 && (
        <button type="button" className="new-posts" onClick={onShow}>
          <Icon name="up" /> {newCount === 1 ? "1 new notice" : `${newCount} new notices`}
        </button>
      )}
      <ol className="posts" aria-label="Notices">
        {posts.map((post) => (
          <PostCard key={post.id} post={post} />
        ))}
      </ol>
      <ListEnd list={list} />
    </>
  );
}

interface ListMessageProps {
  readonly icon: "note" | "cloud";
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** Message shown in place of the list. */
function ListMessage({ icon, title, text, children }: ListMessageProps) {
  return (
    <div className="message" role="status">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}

const SKELETON_KEYS = ["first", "second", "third", "fourth"];

/** Placeholder of the list while its first page loads. */
function ListSkeleton() {
  return (
    <div className="posts" role="status" aria-label="Loading the notices">
      {SKELETON_KEYS.map((key) => (
        <div key={key} className="card post-skeleton" aria-hidden="true">
          <span className="skeleton skeleton-author" />
          <span className="skeleton skeleton-title" />
          <span className="skeleton skeleton-line" />
        </div>
      ))}
    </div>
  );
}

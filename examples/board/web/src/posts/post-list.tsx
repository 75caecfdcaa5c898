import { useBoard } from "../api/context";
import { errorMessage } from "../toast/toast-error";
import { Icon } from "../ui/icon";
import { ListEnd } from "./list-end";
import { ListMessage } from "./list-message";
import { ListSkeleton } from "./list-skeleton";
import { PostCard } from "./post-card";

interface PostListProps {
  /** How many new notices wait above the reader's place. */
  readonly newCount: number;
  readonly onShow: () => void;
}

/** The endless list, newest first, in each of its states. */
export function PostList({ newCount: waiting, onShow }: PostListProps) {
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
      {waiting > 0 && (
        <button type="button" className="fresh" onClick={onShow}>
          <Icon name="up" /> {waiting === 1 ? "1 new notice" : `${waiting} new notices`}
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

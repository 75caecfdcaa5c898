import { useState } from "react";
import { useBoard } from "../api/context";
import type { Post } from "../api/types";
import { useSessionState } from "../session/context";
import { toastError } from "../toast/toast-error";
import { Avatar } from "../ui/avatar";
import { Icon } from "../ui/icon";
import { RelativeTime } from "../ui/relative-time";
import { RemoveDialog } from "./remove-dialog";

/** Card of one notice. Its author and admins can remove it. */
export function PostCard({ post }: { readonly post: Post }) {
  const remove = useBoard().useRemovePost(toastError);
  const state = useSessionState();
  const [isConfirming, setIsConfirming] = useState(false);
  const removable = state.status === "user" && (state.user.id === post.author.id || state.user.role === "admin");

  const confirmRemoval = () => {
    setIsConfirming(false);
    remove.mutate({ id: post.id });
  };

  return (
    <li className="card post">
      <article aria-labelledby={`post-${post.id}`}>
        <header className="post-head">
          <Avatar id={post.author.id} name={post.author.name} />
          <span className="post-author">{post.author.name}</span>
          <RelativeTime at={post.createdAt} />
          {removable && (
            <button
              type="button"
              className="icon-button"
              aria-label={`Remove “${post.title}”`}
              title="Remove"
              onClick={() => setIsConfirming(true)}
            >
              <Icon name="trash" />
            </button>
          )}
        </header>
        <h3 id={`post-${post.id}`}>{post.title}</h3>
        {post.body !== "" && <p className="post-body">{post.body}</p>}
      </article>
      {isConfirming && (
        <RemoveDialog title={post.title} onConfirm={confirmRemoval} onCancel={() => setIsConfirming(false)} />
      )}
    </li>
  );
}

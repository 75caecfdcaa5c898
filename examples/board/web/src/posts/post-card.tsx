import { useState } from "react";
import { useBoard } from "../api/context";
import type { Post } from "../api/contract";
import { useSessionState } from "../session/context";
import { toastFailure } from "../toast/toast-failure";
import { Avatar } from "../ui/avatar";
import { Icon } from "../ui/icon";
import { When } from "../ui/when";
import { RemoveDialog } from "./remove-dialog";

/** One notice; its author (or an admin) can take it down. */
export function PostCard({ post }: { readonly post: Post }) {
  const remove = useBoard().useRemovePost(toastFailure);
  const state = useSessionState();
  const [asking, setAsking] = useState(false);
  const removable =
    state.status === "user" && (state.user.id === post.author.id || state.user.role === "admin");

  const takeDown = () => {
    setAsking(false);
    remove.run({ id: post.id });
  };

  return (
    <li className="card post">
      <article aria-labelledby={`post-${post.id}`}>
        <header className="post-head">
          <Avatar id={post.author.id} name={post.author.name} />
          <span className="post-author">{post.author.name}</span>
          <When at={post.createdAt} />
          {removable && (
            <button
              type="button"
              className="icon-button"
              aria-label={`Remove “${post.title}”`}
              title="Remove"
              onClick={() => setAsking(true)}
            >
              <Icon name="trash" />
            </button>
          )}
        </header>
        <h3 id={`post-${post.id}`}>{post.title}</h3>
        {post.body !== "" && <p className="post-body">{post.body}</p>}
      </article>
      {asking && <RemoveDialog title={post.title} onConfirm={takeDown} onCancel={() => setAsking(false)} />}
    </li>
  );
}

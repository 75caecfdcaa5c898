import { useBoard } from "../api/context";
import { useSession, useSessionState } from "../session/context";
import { Avatar } from "../ui/avatar";
import { Icon } from "../ui/icon";

/** Name of the signed-in user, and the sign-out button. */
export function AccountMenu() {
  const board = useBoard();
  const session = useSession();
  const state = useSessionState();
  if (state.status !== "user") return null;
  const signOut = () => {
    // Closes the session on this page even if the request fails.
    board.signOut().catch(() => undefined);
    session.close();
  };
  return (
    <div className="account-menu">
      <Avatar id={state.user.id} name={state.user.name} />
      <span className="account-name">{state.user.name}</span>
      <button type="button" className="icon-button" aria-label="Sign out" title="Sign out" onClick={signOut}>
        <Icon name="exit" />
      </button>
    </div>
  );
}

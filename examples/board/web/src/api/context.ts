import { createContext, use } from "react";
import type { Board } from "./board";

/** URL of the procedures. The page comes from the same server. */
export const RPC_URL = "/rpc";

/** Context with the {@link Board} of the selected client. */
export const BoardContext = createContext<Board | undefined>(undefined);

/** Returns the board. Throws outside of a provider. */
export function useBoard(): Board {
  const board = use(BoardContext);
  if (board === undefined) throw new Error("no board in useBoard(): wrap the component in a BoardContext");
  return board;
}

import { createContext, use } from "react";
import type { Board } from "./board";

/** URL of the procedures. The same server also serves the page. */
export const RPC_URL = "/rpc";

/** Context with the {@link Board} of the selected client. */
export const BoardContext = createContext<Board | undefined>(undefined);

/** Returns the board from the nearest provider. Throws if there is none. */
export function useBoard(): Board {
  const board = use(BoardContext);
  if (board === undefined) throw new Error("useBoard() must be called inside a BoardContext");
  return board;
}

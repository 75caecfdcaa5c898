import { createContext, use } from "react";
import type { Board } from "./board";

/** Carries the chosen client's {@link Board} to the components. */
export const BoardContext = createContext<Board | undefined>(undefined);

/** The page's way to the server. */
export function useBoard(): Board {
  const board = use(BoardContext);
  if (board === undefined) throw new Error("useBoard needs a BoardContext around it");
  return board;
}

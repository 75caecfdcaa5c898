import type { QueryClient } from "@tanstack/react-query";
import type { Session } from "../session/session";
import { readStorage, writeStorage } from "../ui/storage";
import type { Board } from "./board";

/** Which client carries the calls. */
export type ClientName = "isotype" | "trpc";

const KEY = "board.client";

/** `?client=trpc` (or `isotype`) in the address decides and is remembered for the next visit. */
export function selectedClient(): ClientName {
  const asked = new URLSearchParams(location.search).get("client");
  if (asked === "trpc" || asked === "isotype") {
    writeStorage(KEY, asked);
    return asked;
  }
  return readStorage(KEY) === "trpc" ? "trpc" : "isotype";
}

/** Loads one client only: whoever does not use the other does not download it. */
export async function loadBoard(name: ClientName, session: Session, queries: QueryClient): Promise<Board> {
  if (name === "trpc") return (await import("./trpc")).trpcBoard(session, queries);
  return (await import("./isotype")).isotypeBoard(session);
}

import type { QueryClient } from "@tanstack/react-query";
import type { Session } from "../session/session";
import { readStorage, writeStorage } from "../ui/storage";
import type { Board } from "./board";

/** Client that the page can run on. */
export type ClientName = "isotype" | "trpc";

const KEY = "board.client";

/** Returns the client selected by the query parameter `client`, and stores it for the next visit. */
export function selectedClient(): ClientName {
  const selected = new URLSearchParams(location.search).get("client");
  if (selected === "trpc" || selected === "isotype") {
    writeStorage(KEY, selected);
    return selected;
  }
  return readStorage(KEY) === "trpc" ? "trpc" : "isotype";
}

/** Loads the selected client. The browser does not download the other one. */
export async function loadBoard(name: ClientName, session: Session, queries: QueryClient): Promise<Board> {
  if (name === "trpc") return (await import("./trpc")).trpcBoard(session, queries);
  return (await import("./isotype")).isotypeBoard(session);
}

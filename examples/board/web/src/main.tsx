import "./zod-jitless";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { selectedClient, loadBoard } from "./api/load-board";
import { BoardContext } from "./api/context";
import { Page } from "./page/page";
import { SessionContext } from "./session/context";
import { Session } from "./session/session";
import "./styles/index.css";

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: 1, refetchOnWindowFocus: false, networkMode: "always" },
    // Reports an error immediately when offline, instead of pausing until the network is back.
    mutations: { networkMode: "always" },
  },
});
const session = new Session();
const client = selectedClient();
const board = await loadBoard(client, session, queries);
void session.refreshAuth(board.refresh);

const root = document.getElementById("root");
if (root === null) throw new Error("no element #root in index.html");
root.dataset["client"] = client;
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <SessionContext value={session}>
        <BoardContext value={board}>
          <Page />
        </BoardContext>
      </SessionContext>
    </QueryClientProvider>
  </StrictMode>,
);

import type { ConnectionState, ConnectionStatus } from "@isotype/client";
import { useSyncExternalStore } from "react";

/**
 * Returns the connection state of a link and re-renders when it changes.
 *
 * @example
 * const { state } = useConnectionStatus(socket.status); // socket = ws({ url: "/rpc" })
 */
export function useConnectionStatus({ subscribe, get }: ConnectionStatus): ConnectionState {
  return useSyncExternalStore(subscribe, get, get);
}

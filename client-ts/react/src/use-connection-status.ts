import type { ConnectionState, ConnectionStatus } from "@isotype/client";
import { useSyncExternalStore } from "react";

/**
 * What a link's connection is doing, kept up to date.
 *
 * @example
 * const { state } = useStatus(live.status); // live = ws({ url: "/rpc" })
 */
export function useConnectionStatus({ subscribe, get }: ConnectionStatus): ConnectionState {
  return useSyncExternalStore(subscribe, get, get);
}

import { createContext, createElement, type ReactNode, useContext } from "react";

/** Props of an `IsotypeProvider`. */
export interface ProviderProps<C> {
  readonly client: C;
  readonly children?: ReactNode;
}

/** React context of a client: its provider and the hook that returns it. */
export interface IsotypeContext<C> {
  readonly IsotypeProvider: (props: ProviderProps<C>) => ReactNode;
  /** Returns the client from the nearest provider. Throws if there is none. */
  readonly useClient: () => C;
}

/**
 * Creates a React context for a generated client.
 *
 * @example
 * export const { IsotypeProvider, useClient } = createIsotypeContext<Client>();
 */
export function createIsotypeContext<C>(): IsotypeContext<C> {
  const context = createContext<C | undefined>(undefined);
  return {
    IsotypeProvider: ({ client, children }) => createElement(context.Provider, { value: client }, children),
    useClient() {
      const client = useContext(context);
      if (client === undefined) throw new Error("useClient() must be called inside an IsotypeProvider");
      return client;
    },
  };
}

import { createContext, createElement, type ReactNode, useContext } from "react";

/** What a provider is given. */
export interface ProviderProps<C> {
  readonly client: C;
  readonly children?: ReactNode;
}

/** How a client reaches the components of a page. */
export interface IsotypeContext<C> {
  readonly IsotypeProvider: (props: ProviderProps<C>) => ReactNode;
  /** The client of the nearest provider. */
  readonly useClient: () => C;
}

/**
 * A context for one generated client.
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
      if (client === undefined) throw new Error("useClient() needs an IsotypeProvider around it");
      return client;
    },
  };
}

import type { Api, Query, Subscription } from "@isotype/client";

/** Client for the test server of `@isotype/client`, written as in a generated package. */
export interface Client {
  readonly ping: Query<void, string>;
  readonly echo: Query<{ name: string }, { name: string }>;
  readonly plain: Subscription<number, number, Refused>;
  readonly events: Subscription<{ to: number }, { value: number }>;
  readonly missing: Subscription<void, number, Refused>;
}

export type Refused = { type: "Refused"; why: string };

export const api: Api<Client> = {
  procedures: {
    ping: "query",
    echo: "query",
    plain: "subscription",
    events: "subscription",
    missing: "subscription",
  },
};
